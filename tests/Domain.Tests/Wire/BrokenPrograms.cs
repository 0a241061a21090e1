using System.Text.Json;
using System.Text.Json.Nodes;

namespace Loyalty.Domain.Tests.Wire;

/// <summary>Programs with one mistake each: every value of a wrong kind, every required field missing, bounds passed, and everything
/// that makes no sense.</summary>
internal static class BrokenPrograms
{
    /// <summary>What must not be published, with the place of the mistake.</summary>
    public static IReadOnlyList<(string What, byte[] Document, string Pointer)> Errors { get; } =
    [
        .. WholeProgram.Leaves()
            .Where(leaf => leaf.Pointer != "/$schema")
            .Select(leaf => ($"{leaf.Pointer} of a wrong kind", WholeProgram.With(leaf.Pointer, OfOtherKind(leaf.Value)), leaf.Pointer)),
        .. Required.Select(pointer => ($"no {pointer}", WholeProgram.With(pointer, null), pointer)),
        .. Objects.Select(pointer => ($"an unknown field in {pointer}", WholeProgram.With(pointer + "/color", "1"), pointer + "/color")),
        .. Edited(
            ("/name", "\"\"", null), ("/currency", "\"EURO\"", null), ("/zone", "\"Riga\"", null), ("/dayStart", "\"4am\"", null),
            ("/weekStart", "\"mon\"", null), ("/closures/0", "\"2026-13-01\"", null), ("/closures/1/to", "\"2027-06-01\"", null),
            ("/visit/minSpend", "-1", null), ("/visit/minSpend", "2.5", null), ("/tiers/window/months", "0", null),
            ("/tiers/window/months", "121", null), ("/tiers/keep/months", "121", null), ("/tiers/levels", "[]", null),
            ("/tiers/levels/0/spend", "1", null), ("/tiers/levels/1/spend", "0", null), ("/tiers/levels/1/spend", null, "/tiers/levels/1"),
            ("/tiers/levels/2/id", "\"silver\"", null), ("/tiers/levels/1/reward", "\"none\"", null), ("/tiers/levels/2/repeat/months", "1201", null),
            ("/streaks/0/period", "\"day\"", "/streaks/0/visits"), ("/streaks/0/visits", "32", null), ("/streaks/0/freezes", "367", null),
            ("/streaks/0/milestones/1/length", "4", null), ("/streaks/0/milestones/0/length", "10001", null),
            ("/stamps/0/category", null, null), ("/stamps/0/every", "0", null), ("/rewards/tenOff/percent", "101", null),
            ("/rewards/tenOff/percent", "0", null), ("/rewards/fiver/percent", "10", null), ("/rewards/coffee/validFor/days", "3651", null),
            ("/rewards/tenOff/issueAfter/days", "366", null), ("/rewards/coffee/cost", null, "/rewards/coffee/budgetMonth"),
            ("/messages/from", "\"nobody\"", null), ("/messages/quietHours/to", "\"21:00\"", null), ("/messages/cap/max", "0", null),
            ("/messages/cap/days", "367", null), ("/messages/thankYou/when", "{}", null), ("/messages/thankYou/after/hours", "721", null),
            ("/messages/winBack/steps", "[]", null), ("/messages/winBack/steps/1/afterDays", "45", null),
            ("/messages/winBack/holdoutPercent", "101", null), ("/messages/almostThere/withinPercent", "100", null),
            // What can never be as it says.
            ("/tiers/levels/2/visits", "342", null),
            ("/closures", "[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\",\"saturday\",\"sunday\"]", null),
            ("/streaks/0/visits", "8", null),
            ("/streaks/0/freezes", "4", "/streaks/0/milestones/0/length"),
            ("/messages/quietHours/from", "\"09:59\"", "/messages/quietHours")),
        ("a level above the next", WholeProgram.With(("/tiers/levels/1/spend", "120000"), ("/tiers/levels/2/require", "\"any\"")), "/tiers/levels/1/spend"),
    ];

    /// <summary>What may be published, but makes somebody wonder.</summary>
    public static IReadOnlyList<(string What, byte[] Document, string Pointer)> Warnings { get; } =
    [
        .. Edited(
            ("/rewards/spare", "{\"name\":\"Spare\",\"kind\":\"item\",\"validFor\":{\"days\":30},\"cost\":1}", null),
            ("/rewards/fiver/cost", null, null), ("/rewards/coffee/budgetMonth", "79", null),
            ("/rewards/fiver/maxDiscount", "500", null), ("/rewards/fiver/maxDiscount", "400", null),
            ("/rewards/coffee/validFor/days", "8", null),
            ("/tiers/levels/2/visits", null, "/tiers/levels/2/require"), ("/streaks/0/visits", "7", null),
            ("/messages/cap/days", "61", "/messages/cap"), ("/messages/thankYou/holdoutPercent", "100", null),
            ("/messages/winBack/holdoutPercent", "100", null), ("/messages/almostThere/holdoutPercent", "100", null),
            ("/messages/tierExpiring/daysBefore", "364", null), ("/rewards/tenOff/validFor/days", "51", "/messages/winBack/steps/0/reward")),
        ("a level that brings nothing", WholeProgram.With(("/tiers/levels/1/reward", null), ("/tiers/levels/1/benefits", null)), "/tiers/levels/1"),
        ("a reward that repeats and is not there", WholeProgram.With(("/tiers/levels/1/repeat", "{\"months\":3}"), ("/tiers/levels/1/reward", null)), "/tiers/levels/1/repeat"),
        ("all of any basket", WholeProgram.With(("/rewards/tenOff/percent", "100"), ("/rewards/tenOff/maxDiscount", null)), "/rewards/tenOff/percent"),
        ("more stamps than a visit brings", WholeProgram.With(("/stamps/0/count", "\"visits\""), ("/stamps/0/category", null)), "/stamps/0/maxPerDay"),
        ("a month with thirty visits", WholeProgram.With(("/streaks/0/period", "\"month\""), ("/streaks/0/visits", "30")), "/streaks/0/visits"),
        ("more visits than a window has days", WholeProgram.With(("/tiers/levels/2/visits", "342"), ("/tiers/levels/2/require", "\"any\"")), "/tiers/levels/2/visits"),
        ("the end of what never ends", WholeProgram.With(("/tiers/window", "{\"kind\":\"lifetime\"}"), ("/tiers/keep", null)), "/messages/tierExpiring"),
        ("one level and news of the next", WholeProgram.With(("/tiers/levels/2", null), ("/tiers/levels/1", null)), "/messages/almostThere"),
    ];

    private static IEnumerable<string> Required =>
    [
        "/name", "/currency", "/zone", "/tiers", "/closures/1/from", "/closures/1/to", "/tiers/window", "/tiers/levels", "/tiers/keep",
        "/tiers/window/kind", "/tiers/window/months", "/tiers/keep/months", "/tiers/levels/1/id", "/tiers/levels/1/name",
        "/tiers/levels/2/repeat/months", "/streaks/0/id", "/streaks/0/name", "/streaks/0/period", "/streaks/0/milestones/0/length",
        "/streaks/0/milestones/0/reward", "/stamps/0/id", "/stamps/0/name", "/stamps/0/count", "/stamps/0/every", "/stamps/0/reward",
        "/rewards/coffee/name", "/rewards/coffee/kind", "/rewards/coffee/validFor", "/rewards/coffee/validFor/days", "/rewards/tenOff/percent",
        "/rewards/fiver/amount", "/rewards/tenOff/issueAfter/days", "/messages/from", "/messages/quietHours/from", "/messages/quietHours/to",
        "/messages/cap/max", "/messages/cap/days", "/messages/activation/afterDays", "/messages/tierExpiring/daysBefore",
        "/messages/thankYou/when", "/messages/thankYou/after/hours", "/messages/thankYou/atMostEvery/days", "/messages/winBack/steps",
        "/messages/winBack/steps/0/afterDays", "/messages/rewardExpiring/daysBefore", "/messages/almostThere/withinPercent",
    ];

    private static IEnumerable<string> Objects =>
    [
        "", "/stores/lisbon-1", "/earn", "/visit", "/tiers", "/tiers/levels/1", "/streaks/0", "/stamps/0", "/rewards/coffee", "/refunds",
        "/messages", "/messages/welcome", "/messages/thankYou/when", "/onPublish",
    ];

    private static string OfOtherKind(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => "\"much\"",
        JsonValueKind.String => "7",
        _ => "\"yes\"",
    };

    private static IEnumerable<(string What, byte[] Document, string Pointer)> Edited(
        params (string Pointer, string? Json, string? Told)[] edits) =>
        edits.Select(edit => ($"{edit.Pointer} {edit.Json}", WholeProgram.With(edit.Pointer, edit.Json), edit.Told ?? edit.Pointer));
}
