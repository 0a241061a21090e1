using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Standings;

/// <summary>The last periods of a streak one by one, as its rules see them (CONTRACT section 3).</summary>
public static class StreakPeriods
{
    /// <summary>At most so many periods, oldest first, of which the last is the standing's own; none before the member's first
    /// purchase.</summary>
    /// <param name="streak">One of the standing's.</param>
    public static ImmutableArray<StreakPeriod> Last(
        ProgramVersions versions, History history, Standing standing, StreakRules streak, int count)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(standing);
        var lastDay = Days.Number(standing.Date);
        var sums = Sums(versions, history, lastDay);
        var course = versions.Rules[versions.IndexOn(standing.Date)].Streaks.First(course => course.Rules == streak);
        var own = course.Periods.Of(lastDay);
        var first = sums.Days.IsEmpty ? own : Math.Max(course.Periods.Of(sums.Days[0]), own - count + 1);
        var periods = ImmutableArray.CreateBuilder<StreakPeriod>(own - first + 1);
        for (var period = first; period <= own; period++)
        {
            var (from, to) = (course.Periods.FirstDay(period), course.Periods.LastDay(period));
            var visits = sums.Visits(sums.PlaceFrom(from), sums.PlaceFrom(to + 1));
            var mark = visits >= streak.Visits ? PeriodMark.Met
                : course.Open(period, period) == 0 ? PeriodMark.Closed
                : period == own ? PeriodMark.Open
                : PeriodMark.Missed;
            periods.Add(new(Days.Date(from)!.Value, Days.Date(to)!.Value, visits, mark));
        }

        return periods.MoveToImmutable();
    }

    private static DateSums Sums(ProgramVersions versions, History history, int lastDay)
    {
        var place = history.Days.BinarySearch(lastDay);
        var dates = history.Days[..(place < 0 ? ~place : place + 1)];
        var sums = new DateSums(dates, new long[dates.Length + 1], new int[dates.Length + 1]);
        for (var (i, first) = (0, 0); i < versions.Rules.Length && first < dates.Length; i++)
        {
            var below = i + 1 < versions.Rules.Length ? sums.PlaceFrom(versions.Rules[i + 1].From) : dates.Length;
            sums.Add(history, versions.Rules[i], first, below);
            first = below;
        }

        return sums;
    }
}
