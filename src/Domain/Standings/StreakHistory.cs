using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>What a streak rests on: its periods, met and missed, by the version in force on a date.</summary>
/// <param name="Periods">Rising, from the first visit's at the earliest to the date's own.</param>
public sealed record StreakHistory(StreakRules Streak, ImmutableArray<StreakPeriod> Periods)
{
    /// <param name="most">Of the periods, the last ones.</param>
    public static ImmutableArray<StreakHistory> Of(ProgramVersions versions, History history, LocalDate date, int most)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(history);
        var dates = new SummedDates(versions, history, date);
        return
        [
            .. versions.Rules[dates.LastVersion].Streaks
                .Select(course => new StreakHistory(course.Rules, PeriodsOf(course, dates, most))),
        ];
    }

    private static ImmutableArray<StreakPeriod> PeriodsOf(StreakCourse course, SummedDates dates, int most)
    {
        var visits = new SortedDictionary<int, int>();
        var sums = dates.Sums;
        for (var place = 0; place < dates.Count; place++)
        {
            if (sums.IsVisit(place))
            {
                var own = course.Periods.Of(sums.Days[place]);
                visits[own] = visits.GetValueOrDefault(own) + 1;
            }
        }

        if (visits.Count == 0)
        {
            return [];
        }

        var last = course.Periods.Of(dates.LastDay);
        var first = Math.Max(visits.Keys.First(), (int)Math.Max(0, (long)last - most + 1));
        return
        [
            .. Enumerable.Range(first, last - first + 1).Select(period => new StreakPeriod(
                Days.Date(Math.Max(0, course.Periods.FirstDay(period)))!.Value,
                Days.Date(course.Periods.LastDay(period))!.Value,
                visits.GetValueOrDefault(period),
                Status(course, period, visits.GetValueOrDefault(period), last))),
        ];
    }

    private static StreakPeriodStatus Status(StreakCourse course, int period, int visits, int last) =>
        visits >= course.Rules.Visits ? StreakPeriodStatus.Met
        : course.Open(period, period) == 0 ? StreakPeriodStatus.Closed
        : period == last ? StreakPeriodStatus.Running
        : StreakPeriodStatus.Missed;
}
