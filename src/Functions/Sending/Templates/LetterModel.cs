using System.Globalization;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Templates;

namespace Loyalty.Functions.Sending.Templates;

/// <summary>What a template can print, by name. Every name is always there; what a member has not is null, and a template asks with
/// <c>{{#if}}</c>.</summary>
internal static class LetterModel
{
    private const int BestMark = 5;

    /// <summary>One letter with everything and one with as little as there can be, to try templates with.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Samples { get; } =
    [
        Values(
            "Shop", "Ann", "Silver", "1 January 2030", ["Benefit"], Progress("Gold", "€10", 2, false, "1 January 2030"),
            Progress("Silver", null, 1, true, null), Reward("Coffee", "ABCD-EFGH-JKMN", "1 January 2030", "€5", "riga-1"),
            Marks("https://example.com/f"), "https://example.com/u", ["A line"], "123456"),
        Values("Shop", null, "Bronze", null, [], null, null, null, null, null, [], null),
    ];

    public static IReadOnlyDictionary<string, object?> Of(LetterRequest request, LocaleFormat format)
    {
        var standing = request.Standing;
        var program = standing.Version.Program;
        var next = Domain.Standings.Progress.ToNext(standing);
        var keep = Domain.Standings.Progress.ToKeep(request.Versions, request.Member.History, standing);
        return Values(
            PlainValue.Of(program.Name),
            request.Member.Profile.Name is { } name && PlainValue.Of(name) is { Length: > 0 } plain ? plain : null,
            PlainValue.Of(standing.Tier.Name),
            standing.TierUntil is { } until ? format.Date(until.PlusDays(-1)) : null,
            [.. standing.Tier.Benefits.Select(PlainValue.Of)],
            next is null ? null : Of(request.Occasion.Kind == MessageKind.AlmostThere ? AsNear(next) : next),
            keep is null ? null : Of(keep),
            request.Reward is { } reward ? OfReward(reward) : null,
            request.Feedback is { } feedback ? Marks(feedback.ToString()) : null,
            request.Occasion.Kind == MessageKind.Answer ? null : request.Unsubscribe.ToString(),
            [.. (request.Answer ?? "").Split('\n').Select(PlainValue.Of).Where(line => line.Length > 0)],
            null);

        // Who is nearly there is told of what is near, and not of what would do as well and is far.
        Progress AsNear(Progress progress) =>
            program.Messages?.AlmostThere is { } rules ? progress.Within(rules.WithinPercent) : progress;

        IReadOnlyDictionary<string, object?> Of(Progress progress)
        {
            // Where any threshold will do and one is met already, a purchase is all that is missing.
            var isEnough = !progress.Level.RequiresAll && (progress.SpendNeeded is 0 || progress.VisitsNeeded is 0);
            return Progress(
                PlainValue.Of(progress.Level.Name),
                !isEnough && progress.SpendNeeded is > 0 and var spend ? format.Money(spend, program.Currency) : null,
                !isEnough && progress.VisitsNeeded is > 0 and var visits ? visits : null,
                progress.Level.RequiresAll,
                progress.By is { } by ? format.Date(by) : null);
        }

        IReadOnlyDictionary<string, object?> OfReward(Reward given)
        {
            var terms = given.Terms(request.Versions);
            return Reward(
                PlainValue.Of(terms.Name),
                given.Code.ToString(),
                format.Date(given.ExpiresOn),
                terms.MinSpend is > 0 and var least ? format.Money(least, program.Currency) : null,
                terms.Stores.IsEmpty ? null : string.Join(", ", terms.Stores));
        }
    }

    /// <summary>For the letter that brings a one-time code: it says nothing of the member but their name.</summary>
    public static IReadOnlyDictionary<string, object?> OfCode(string shop, string? name, string code) => Values(
        PlainValue.Of(shop),
        name is not null && PlainValue.Of(name) is { Length: > 0 } plain ? plain : null,
        "", null, [], null, null, null, null, null, [], code);

    /// <summary>The same for the two bodies, which can print the subject, too.</summary>
    public static IReadOnlyDictionary<string, object?> WithSubject(IReadOnlyDictionary<string, object?> values, string subject) =>
        new Dictionary<string, object?>(values, StringComparer.Ordinal) { ["subject"] = subject };

    private static Dictionary<string, object?> Values(
        string shop,
        string? name,
        string tier,
        string? tierUntil,
        IReadOnlyList<string> benefits,
        IReadOnlyDictionary<string, object?>? next,
        IReadOnlyDictionary<string, object?>? keep,
        IReadOnlyDictionary<string, object?>? reward,
        IReadOnlyList<IReadOnlyDictionary<string, object?>>? marks,
        string? unsubscribe,
        IReadOnlyList<string> answer,
        string? code) => new(StringComparer.Ordinal)
        {
            ["shop"] = shop,
            ["name"] = name,
            ["tier"] = tier,
            ["tierUntil"] = tierUntil,
            ["benefits"] = benefits,
            ["next"] = next,
            ["keep"] = keep,
            ["reward"] = reward,
            ["marks"] = marks,
            ["unsubscribe"] = unsubscribe,
            ["answer"] = answer,
            ["code"] = code,
        };

    private static Dictionary<string, object?> Progress(string level, string? spend, int? visits, bool all, string? by) =>
        new(StringComparer.Ordinal)
        {
            ["level"] = level,
            ["spend"] = spend,
            ["visits"] = visits?.ToString(CultureInfo.InvariantCulture),
            ["one"] = visits == 1,
            ["all"] = all,
            ["by"] = by,
        };

    private static Dictionary<string, object?> Reward(string name, string code, string until, string? minSpend, string? stores) =>
        new(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["code"] = code,
            ["until"] = until,
            ["minSpend"] = minSpend,
            ["stores"] = stores,
        };

    private static List<Dictionary<string, object?>> Marks(string link) =>
    [
        .. Enumerable.Range(1, BestMark).Select(mark => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["mark"] = mark.ToString(CultureInfo.InvariantCulture),
            ["link"] = string.Create(CultureInfo.InvariantCulture, $"{link}?mark={mark}"),
        }),
    ];
}
