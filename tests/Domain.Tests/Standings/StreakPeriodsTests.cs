using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Tests.Scenarios;
using NodaTime;

namespace Loyalty.Domain.Tests.Standings;

public class StreakPeriodsTests
{
    [Fact]
    public void The_picture_of_a_streak_says_how_long_it_is() =>
        Property.Holds(2_000, Scenario.Any(), scenario =>
        {
            var standing = scenario.Standing;
            foreach (var (streak, current, best) in standing.Streaks)
            {
                var periods = StreakPeriods.Last(scenario.Versions, scenario.History, standing, streak, int.MaxValue - 1);

                Assert.Equal(current, Longest(periods, periods.Length - 1, streak.Freezes));
                Assert.Equal(
                    best,
                    Enumerable.Range(0, periods.Length)
                        .Where(last => periods[last].Mark == PeriodMark.Met)
                        .Select(last => Longest(periods, last, streak.Freezes))
                        .DefaultIfEmpty()
                        .Max());
                Assert.True(periods[^1].First <= scenario.X && scenario.X <= periods[^1].Last);
            }
        });

    [Fact]
    public void It_has_as_many_periods_as_are_asked_for_and_none_before_the_first_purchase()
    {
        var streak = new StreakRules { Id = "weekly", Name = "Weekly", Period = PeriodKind.Week };
        var versions = new ProgramVersions(Some.Program() with { Streaks = [streak] });
        var history = Ledger.Count(versions, [Some.Purchase(at: "2024-05-01T12:00:00Z"), Some.Purchase(at: "2024-05-15T12:00:00Z", id: "p-2")]);
        var standing = Standing.Evaluate(versions, history, new LocalDate(2024, 5, 21));

        var all = StreakPeriods.Last(versions, history, standing, streak, 8);

        Assert.Equal([PeriodMark.Met, PeriodMark.Missed, PeriodMark.Met, PeriodMark.Open], all.Select(period => period.Mark));
        Assert.Equal((new LocalDate(2024, 4, 29), new LocalDate(2024, 5, 5), 1), (all[0].First, all[0].Last, all[0].Visits));
        Assert.Equal(all[2..], StreakPeriods.Last(versions, history, standing, streak, 2));
        Assert.Single(StreakPeriods.Last(versions, History.Empty, standing, streak, 8));
    }

    [Fact]
    public void A_closed_period_is_shown_as_such_also_while_it_goes_on()
    {
        var streak = new StreakRules { Id = "daily", Name = "Daily", Period = PeriodKind.Day };
        var versions = new ProgramVersions(
            Some.Program() with { Streaks = [streak], Closures = [new Closure.Weekly(IsoDayOfWeek.Sunday)] });
        var history = Ledger.Count(versions, [Some.Purchase(at: "2024-05-17T12:00:00Z")]);
        var standing = Standing.Evaluate(versions, history, new LocalDate(2024, 5, 19));

        Assert.Equal(
            [PeriodMark.Met, PeriodMark.Missed, PeriodMark.Closed],
            StreakPeriods.Last(versions, history, standing, streak, 14).Select(period => period.Mark));
    }

    // The most met periods in any sequence that ends with this one and has no more missed ones than are forgiven.
    private static int Longest(IReadOnlyList<StreakPeriod> periods, int last, int freezes)
    {
        var (met, missed) = (0, 0);
        for (var place = last; place >= 0 && missed <= freezes; place--)
        {
            missed += periods[place].Mark == PeriodMark.Missed ? 1 : 0;
            met += periods[place].Mark == PeriodMark.Met && missed <= freezes ? 1 : 0;
        }

        return met;
    }
}
