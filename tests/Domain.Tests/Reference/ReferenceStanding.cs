using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Domain.Tests.Reference;

/// <summary>Where a member stands, computed slowly and obviously from CONTRACT section 3, each rule beside the sentence that
/// it comes from, and from none of the code that it is to prove.</summary>
internal sealed record ReferenceStanding
{
    public required string Tier { get; init; }

    public required LocalDate? TierUntil { get; init; }

    public required long Spend { get; init; }

    public required int Visits { get; init; }

    public required long LifetimeSpend { get; init; }

    public required int LifetimeVisits { get; init; }

    public required LocalDate? LastVisit { get; init; }

    /// <summary>In the program's order.</summary>
    public required ImmutableArray<(string Id, int Current, int Best)> Streaks { get; init; }

    /// <summary>How many are on each card of the program, in its order.</summary>
    public required ImmutableArray<(string Id, long Have)> Stamps { get; init; }

    /// <summary>Ordinal.</summary>
    public required ImmutableArray<(string Key, long Count)> Entitled { get; init; }

    /// <summary>The same by the version, from 1, that gave them.</summary>
    public required ImmutableArray<(string Key, int Version, string Reward, long Count, LocalDate LastOn)> Earned { get; init; }

    /// <param name="published">In the order of publishing.</param>
    /// <param name="events">Of one member, in the order in which they were stored.</param>
    public static ReferenceStanding Evaluate(
        IReadOnlyList<(LocalDate From, LoyaltyProgram Program)> published, IEnumerable<PurchaseEvent> events, LocalDate x)
    {
        var versions = new ReferenceVersions(published);
        var dates = ReferencePurchases.Dates(versions, events, x);
        var tier = new ReferenceTier(versions, dates, x);
        var entitlements = new ReferenceEntitlements(versions, dates, tier, x);
        var program = tier.Program;
        return new ReferenceStanding
        {
            Tier = program.Tiers.Levels[tier.TierOn(x)].Id,
            TierUntil = tier.TierUntil(),

            // "`spend` and `visits` are of v(x)'s window ending on the date, `lifetimeSpend` and `lifetimeVisits` of all dates up
            // to it"
            Spend = tier.Window(x, program).Sum(e => e.Spend),
            Visits = tier.Window(x, program).Count(e => e.IsVisit),
            LifetimeSpend = dates.Sum(e => e.Spend),
            LifetimeVisits = dates.Count(e => e.IsVisit),
            LastVisit = dates.LastOrDefault(e => e.IsVisit)?.Date,

            // "`streaks` has every streak of the program, in its order"; "Streak, by v(x)"
            Streaks = [.. program.Streaks.Select(rules =>
            {
                var own = ReferenceStreak.PeriodOf(x, rules, program);
                var streak = new ReferenceStreak(rules, program, dates.Where(e => e.IsVisit).Select(e => e.Date), own);
                return (rules.Id, streak.MostMet(own), streak.Best());
            })],
            Stamps = [.. program.Stamps.Select(card => (card.Id, entitlements.Collected(card.Id)))],

            // "`entitled` has only counts above 0, sorted by key (ordinal)"
            Entitled = [.. entitlements.All
                .GroupBy(given => given.Key)
                .OrderBy(key => key.Key, StringComparer.Ordinal)
                .Select(key => (key.Key, (long)key.Count()))],
            Earned = [.. entitlements.All
                .GroupBy(given => (given.Key, given.Version, given.Reward))
                .OrderBy(group => group.Key.Key, StringComparer.Ordinal)
                .ThenBy(group => group.Max(given => given.Date))
                .Select(group => (
                    group.Key.Key, group.Key.Version + 1, group.Key.Reward, (long)group.Count(), group.Max(given => given.Date)))],
        };
    }

    /// <summary>The line of CONTRACT section 4.</summary>
    public string ToJson(MemberId member)
    {
        var until = TierUntil is { } date ? $"\"{LocalDatePattern.Iso.Format(date)}\"" : "null";
        var streaks = string.Join(',', Streaks.Select(one => $"\"{one.Id}\":{{\"current\":{one.Current},\"best\":{one.Best}}}"));
        var entitled = string.Join(',', Entitled.Select(one => $"\"{one.Key}\":{one.Count}"));
        return $"{{\"member\":\"{member}\",\"tier\":\"{Tier}\",\"tierUntil\":{until},\"spend\":{Spend},\"visits\":{Visits},"
            + $"\"lifetimeSpend\":{LifetimeSpend},\"lifetimeVisits\":{LifetimeVisits},"
            + $"\"streaks\":{{{streaks}}},\"entitled\":{{{entitled}}}}}";
    }
}
