using System.Buffers;
using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <content>The evaluation: once through the dates for each version in force, each version on its own dates.</content>
public sealed partial record Standing
{
    /// <summary>The standing of a member with this history on a date. What is dated after it is left out.</summary>
    public static Standing Evaluate(ProgramVersions versions, History history, LocalDate date) => Evaluate(versions, history, date, null);

    /// <summary>The dates that earned what that standing is entitled to, by key (ordinal).</summary>
    public static ImmutableArray<EarnedDates> DatesEarned(ProgramVersions versions, History history, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(versions);
        var given = versions.Keys.Select(_ => new List<(int Day, long Count)>()).ToArray();
        Evaluate(versions, history, date, given);
        return
        [
            .. versions.Keys
                .Zip(given, (key, days) => new EarnedDates(key, [.. days.Select(one => (Days.Date(one.Day)!.Value, one.Count))]))
                .Where(earned => !earned.Dates.IsEmpty),
        ];
    }

    /// <param name="given">Takes the days on which rewards are given, by the place of the key; null where nobody asks.</param>
    private static Standing Evaluate(
        ProgramVersions versions, History history, LocalDate date, List<(int Day, long Count)>[]? given)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(history);
        var lastDay = Days.Number(date);
        var dates = history.Days;
        var upTo = dates.BinarySearch(lastDay);
        dates = dates[..(upTo < 0 ? ~upTo : upTo + 1)];

        var spend = ArrayPool<long>.Shared.Rent(dates.Length + 1);
        var visits = ArrayPool<int>.Shared.Rent(dates.Length + 1);
        var reached = ArrayPool<byte>.Shared.Rent(dates.Length);
        var tallies = ArrayPool<Tally>.Shared.Rent(versions.Keys.Length);
        tallies.AsSpan(0, versions.Keys.Length).Clear();
        for (var key = 0; key < given?.Length; key++)
        {
            tallies[key].Days = given[key];
        }

        try
        {
            return Evaluate(versions, history, date, lastDay, new DateSums(dates, spend, visits), reached, tallies);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(spend);
            ArrayPool<int>.Shared.Return(visits);
            ArrayPool<byte>.Shared.Return(reached);
            ArrayPool<Tally>.Shared.Return(tallies);
        }
    }

    private static Standing Evaluate(
        ProgramVersions versions, History history, LocalDate date, int lastDay, DateSums sums, Span<byte> reached, Span<Tally> tallies)
    {
        var last = versions.IndexOn(date);
        var recomputes = last;
        while (recomputes > 0 && !versions.Rules[recomputes].Version.Program.RecomputesTiers)
        {
            recomputes--;
        }

        var held = new HeldLevels();
        var earned = new List<(int Key, Earned Earned)>();
        var streaks = ImmutableArray<StreakStanding>.Empty;
        var below = 0;
        for (var i = 0; i <= last; i++)
        {
            var rules = versions.Rules[i];
            var first = below;
            below = i == last ? sums.Days.Length : sums.PlaceFrom(versions.Rules[i + 1].From);
            sums.Add(history, rules, first, below);
            TierCourse.Reach(rules.Tiers, sums, first, below, reached);
            TierCourse.Give(rules, sums, first, below, reached, lastDay, tallies);
            streaks = WalkStreaks(rules, sums, first, below, lastDay, tallies);
            foreach (var card in rules.Stamps)
            {
                StampWalk.Collect(card, rules, history, sums, first, below, lastDay, tallies);
            }

            if (i == recomputes)
            {
                TierCourse.Reach(rules.Tiers, sums, 0, first, reached);
                held.Add(rules, versions.Levels(i, last), sums, 0, below, reached);
            }
            else if (i > recomputes)
            {
                held.Add(rules, versions.Levels(i, last), sums, first, below, reached);
            }

            TakeEarned(rules, tallies, earned);
        }

        return Result(versions, last, date, lastDay, sums, held, streaks, tallies, earned);
    }

    private static ImmutableArray<StreakStanding> WalkStreaks(
        VersionRules rules, in DateSums sums, int first, int below, int lastDay, Span<Tally> tallies)
    {
        var streaks = ImmutableArray.CreateBuilder<StreakStanding>(rules.Streaks.Length);
        foreach (var course in rules.Streaks)
        {
            streaks.Add(StreakWalk.Walk(course, rules, sums, first, below, lastDay, tallies));
        }

        return streaks.MoveToImmutable();
    }

    private static void TakeEarned(VersionRules rules, Span<Tally> tallies, List<(int Key, Earned Earned)> earned)
    {
        foreach (var grant in rules.Grants)
        {
            ref var tally = ref tallies[grant.Place];
            if (tally.Count > 0)
            {
                earned.Add((grant.Place, new(rules.Version, grant.Reward, tally.Count, Days.Date(tally.LastOn)!.Value)));
                tally.Count = 0;
            }
        }
    }

    private static Standing Result(
        ProgramVersions versions,
        int last,
        LocalDate date,
        int lastDay,
        in DateSums sums,
        HeldLevels held,
        ImmutableArray<StreakStanding> streaks,
        Span<Tally> tallies,
        List<(int Key, Earned Earned)> earned)
    {
        var rules = versions.Rules[last];
        var dates = sums.Days.Length;
        var windowStart = sums.WindowStart(rules.Tiers.Window, lastDay, 0);
        var tier = held.On(lastDay);
        var stamps = ImmutableArray.CreateBuilder<StampStanding>(rules.Stamps.Length);
        foreach (var card in rules.Stamps)
        {
            stamps.Add(new(card.Rules, tallies[card.Grant.Place].Stamps));
        }

        return new()
        {
            Date = date,
            Version = rules.Version,
            TierIndex = tier,
            TierUntil = Days.Date(held.Until(tier, lastDay)),
            Spend = sums.Spend(windowStart, dates),
            Visits = sums.Visits(windowStart, dates),
            LifetimeSpend = sums.Spend(0, dates),
            LifetimeVisits = sums.Visits(0, dates),
            LastVisit = sums.LastVisit is { } visit ? Days.Date(visit) : null,
            Streaks = streaks,
            Stamps = stamps.MoveToImmutable(),
            Entitled = last == 0 ? EntitledByOne(versions, earned) : EntitledByMany(versions, earned),
        };
    }

    private static ImmutableArray<Entitlement> EntitledByOne(ProgramVersions versions, List<(int Key, Earned Earned)> earned)
    {
        var entitled = ImmutableArray.CreateBuilder<Entitlement>(earned.Count);
        foreach (var (key, given) in earned)
        {
            entitled.Add(new(versions.Keys[key], [given]));
        }

        return entitled.MoveToImmutable();
    }

    private static ImmutableArray<Entitlement> EntitledByMany(ProgramVersions versions, List<(int Key, Earned Earned)> earned) =>
        [.. earned
            .GroupBy(given => given.Key, given => given.Earned)
            .OrderBy(ofKey => ofKey.Key)
            .Select(ofKey => new Entitlement(versions.Keys[ofKey.Key], [.. ofKey]))];
}
