using Loyalty.Functions.Portal.Links;

namespace Loyalty.Functions.Tests.Portal.Access;

/// <summary>Every route with every caller. A new route gets its row here, which says who may call it.</summary>
internal static class AccessTable
{
    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        new AccessRow.Open("GET api/health", 200),
        new AccessRow.Open("GET openapi.json", 200),
        new AccessRow.Key("POST api/purchases", Till: 400, Staff: 400),
        new AccessRow.Key("PUT api/members/{member}", Till: 200, Staff: 200),
        new AccessRow.Key("POST api/members/{member}/consent", Till: 400, Staff: 400),
        new AccessRow.Key("GET api/members/{member}", Till: 404, Staff: 404),
        new AccessRow.Key("GET api/members/{member}/rewards", Till: 404, Staff: 404),
        new AccessRow.Key("POST api/preview", Till: 400, Staff: 400),
        new AccessRow.Key("POST api/redemptions", Till: 400, Staff: 400),
        new AccessRow.Key("POST api/redemptions/{id}/confirm", Till: 404, Staff: 404),
        new AccessRow.Key("POST api/redemptions/{id}/cancel", Till: 404, Staff: 404),
        new AccessRow.Key("POST api/members/{member}/gifts", Till: 403, Staff: 400),
        new AccessRow.Key("GET api/members/{member}/timeline", Till: 403, Staff: 404),
        new AccessRow.Key("GET api/members/{member}/explain", Till: 403, Staff: 404),
        new AccessRow.Key("GET api/feedback", Till: 403, Staff: 200),
        new AccessRow.Key("POST api/feedback/{id}/answer", Till: 403, Staff: 400),
        new AccessRow.Key("POST api/members/lookup", Till: 400, Staff: 400),
        new AccessRow.Key("GET api/members", Till: 403, Staff: 200),
        new AccessRow.Key("DELETE api/members/{member}", Till: 403, Staff: 404),
        new AccessRow.Key("GET api/members/{member}/export", Till: 403, Staff: 404),
        new AccessRow.Key("GET api/members/{member}/letters/{kind}", Till: 403, Staff: 400),
        new AccessRow.Key("POST api/members/{member}/merge", Till: 403, Staff: 400),
        new AccessRow.Key("POST api/members/{member}/merge/{id}/undo", Till: 403, Staff: 404),
        new AccessRow.Key("GET api/program", Till: 403, Staff: 200),
        new AccessRow.Key("PUT api/program", Till: 403, Staff: 428),
        new AccessRow.Key("GET api/program/versions", Till: 403, Staff: 200),
        new AccessRow.Key("POST api/program/validate", Till: 403, Staff: 200),
        new AccessRow.Key("POST api/program/backtest", Till: 403, Staff: 400),
        new AccessRow.Key("GET api/program/backtest/{id}", Till: 403, Staff: 404),
        new AccessRow.Key("DELETE api/program/backtest/{id}", Till: 403, Staff: 404),
        new AccessRow.Key("POST api/verify", Till: 403, Staff: 200),
        new AccessRow.Open("GET terms", 200),

        // Sessions of the console: ConsoleDoorTests.
        new AccessRow.Open("GET console", 200),
        new AccessRow.Open("POST console/sign-in", 400),
        new AccessRow.Open("POST console/sign-out", 200),
        new AccessRow.Open("GET console/files/{name}", 404),
        new AccessRow.Key("GET console/letter/{kind}", Till: 403, Staff: 400),
        new AccessRow.Link("GET card/{token}", LinkPurpose.Card, 200),
        new AccessRow.Link("GET card/{token}/code", LinkPurpose.Card, 200),
        new AccessRow.Link("POST card/{token}/code", LinkPurpose.Card, 200),
        new AccessRow.Link("POST card/{token}/open", LinkPurpose.Card, 403, ("code", "000000")),
        new AccessRow.Link("POST card/{token}/profile", LinkPurpose.Card, 403, [.. Cards.Customer.Profile.Select(field => (field.Key, field.Value))])
        {
            InSession = 200,
        },
        new AccessRow.Link("POST card/{token}/consent", LinkPurpose.Card, 403, ("granted", "yes")) { InSession = 200 },

        // No code waits for another address.
        new AccessRow.Link("POST card/{token}/address", LinkPurpose.Card, 403, ("code", "000000")) { InSession = 403 },
        new AccessRow.Link("POST card/{token}/export", LinkPurpose.Card, 403) { InSession = 200 },
        new AccessRow.Link("POST card/{token}/erase", LinkPurpose.Card, 403) { InSession = 200 },
        new AccessRow.Link("GET feedback/{token}", LinkPurpose.Feedback, 200),
        new AccessRow.Link("POST feedback/{token}", LinkPurpose.Feedback, 200, ("mark", "5"), ("comment", "")),
        new AccessRow.Link("GET unsubscribe/{token}", LinkPurpose.Unsubscribe, 200),
        new AccessRow.Link("POST unsubscribe/{token}", LinkPurpose.Unsubscribe, 200),
        new AccessRow.Key("GET local/queue", Till: 403, Staff: 200),
        new AccessRow.Key("GET local/deadletters", Till: 403, Staff: 200),
        new AccessRow.Key("POST local/deadletters/{id}/replay", Till: 403, Staff: 404),
        new AccessRow.Key("GET local/messages", Till: 403, Staff: 200),
        new AccessRow.Key("GET local/clock", Till: 403, Staff: 200),
        new AccessRow.Key("POST local/clock", Till: 403, Staff: 400),
        new AccessRow.Key("GET mail", Till: 403, Staff: 200),
        new AccessRow.Key("GET mail/{name}", Till: 403, Staff: 404),
        new AccessRow.Key("GET mail/{name}/html", Till: 403, Staff: 404),

        // The link that the host prints opens it: MailAccessTests.
        new AccessRow.Open("GET mail/start/{token}", 401),
    ];

    /// <summary>The rows of one kind, for a theory.</summary>
    public static IEnumerable<TheoryDataRow<string>> Calls<T>()
        where T : AccessRow => Rows.OfType<T>().Select(row => new TheoryDataRow<string>(row.Call));

    public static T Row<T>(string call)
        where T : AccessRow => Rows.OfType<T>().Single(row => row.Call == call);
}
