using System.Net;
using System.Text;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Tests.Portal.Cards;
using NodaTime;

namespace Loyalty.Functions.Tests.Portal.Privacy;

/// <summary>A member of whom there is something of every kind.</summary>
internal static class FullLife
{
    /// <summary>A program under which each coffee earns another one, within limits, and customers are asked what they think.</summary>
    public static ReadOnlyMemory<byte> Program { get; } = Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(PortalProgram.OfRefunds("reopen").Span)
            .Replace("\"name\": \"A free coffee\",", "\"name\": \"A free coffee\", \"cost\": 80, \"budgetMonth\": 100000, \"perMemberMonth\": 4,", StringComparison.Ordinal)
            .Replace(
                "\"currency\"",
                """
                "retention": { "months": 24 },
                "messages": { "from": "Bean & Leaf <hello@example.com>", "welcome": {},
                  "thankYou": { "after": { "hours": 2 }, "when": { "firstPurchase": true }, "askFeedback": true } }, "currency"
                """,
                StringComparison.Ordinal));

    public static Task<PortalBench> StartAsync() => PortalBench.StartAsync(Program, giftsMonth: 100_000);

    /// <summary>All that tells who a member is, but for their codes.</summary>
    public static IReadOnlyList<string> Identities(string member) =>
        [member, NameOf(member), PhoneOf(member), $"card-of-{member}", $"{member}@old.example.com", $"{member}@example.com"];

    /// <summary>A name that says nothing of the number.</summary>
    public static string NameOf(string member) => string.Concat(member.Reverse());

    /// <summary>Lives for three hours.</summary>
    public static async Task LiveAsync(this PortalBench bench, string member)
    {
        var customer = await Customer.EnrolAsync(
            bench,
            member,
            $$"""
            {"name":"{{NameOf(member)}}","email":"{{member}}@old.example.com","phone":"{{PhoneOf(member)}}","card":"card-of-{{member}}","locale":"en",
             "birthday":"1990-02-28"}
            """);
        using var moved = await bench.PutAsync(member, $$"""{"email":"{{member}}@example.com"}""");
        using var consent = await bench.ConsentAsync(member);
        Assert.True(consent.IsSuccessStatusCode);
        await bench.BuyAsync(
            Some.Coffees(3, $"{member}-p-1", member: member),
            Some.Purchase($"{member}-p-2", 100, member: member),
            Some.Refund($"{member}-r-1", $"{member}-p-2", 30, member: member));
        var codes = await bench.CodesAsync(member);
        Assert.StartsWith("201", await bench.RedeemAsync($"{member}-u-1", codes[0], $"\"purchase\":\"{member}-p-2\"").ToldAsync(), StringComparison.Ordinal);
        Assert.StartsWith("201", await bench.RedeemAsync($"{member}-u-2", codes[1], "\"holdMinutes\":600").ToldAsync(), StringComparison.Ordinal);
        using var gift = await bench.Staff.PostAsync(
            $"/api/members/{member}/gifts", Json($$"""{"id":"{{member}}-g-1","reward":"freeCoffee","reason":"Waited long"}"""), CancellationToken.None);
        Assert.Equal(HttpStatusCode.Created, gift.StatusCode);
        await bench.BuyAsync(Some.Coffees(3, $"{member}-p-3", member: member));
        await ChangeByCardAsync(customer, member);
        await bench.WaitAsync(Duration.FromHours(3));
        await ComplainAsync(bench, member);
    }

    public static async Task<HttpResponseMessage> ConsentAsync(this PortalBench bench, string member) => await bench.Till.PostAsync(
        $"/api/members/{member}/consent",
        Json("""{"channel":"email","granted":true,"at":"2026-11-01T09:00:00Z","wording":"News"}"""),
        CancellationToken.None);

    // Details, a yes, and a code that waits for an address that is never confirmed.
    private static async Task ChangeByCardAsync(Customer customer, string member)
    {
        var session = await customer.OpenAsync();
        await (await customer.PostAsync("consent", ("session", session), ("granted", "yes"))).PageAsync(HttpStatusCode.OK);
        await (await customer.ChangeAsync(session, ("name", NameOf(member)), ("phone", PhoneOf(member)), ("email", $"{member}@other.example.com")))
            .PageAsync(HttpStatusCode.OK);
    }

    // One complaint that was answered, and then another.
    private static async Task ComplainAsync(PortalBench bench, string member)
    {
        var thanks = Assert.Single(
            await bench.RowsAsync(member, "message:"), row => row.Fields.Text("kind") == "ThankYou" && row.Fields.Text("status") == "Sent");
        var message = MessageId.Parse(thanks.Key["message:".Length..]);
        var link = PageChecks.PathOf(bench.Links.Feedback(MemberId.Parse(member), message, bench.Now));
        await bench.SayAsync(link, "1", $"Cold, said {NameOf(member)}");
        using var answer = await bench.Staff.PostAsync(
            $"/api/feedback/{message}/answer", Json("""{"text":"Sorry","reward":"freeCoffee"}"""), CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await bench.WaitAsync(Duration.FromMinutes(5));
        await bench.SayAsync(link, "2", "Cold again");
    }

    private static string PhoneOf(string member) => $"+371 2999 {1000 + member.Length}";

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
