using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Tests.Scenarios;
using NodaTime;

namespace Loyalty.Domain.Tests.Standings;

public class StreakHistoryTests
{
    [Fact]
    public void It_has_as_many_periods_as_are_asked_for_and_none_before_the_first_visit()
    {
        var streak = new StreakRules { Id = "weekly", Name = "Weekly", Period = PeriodKind.Week };
        var versions = new ProgramVersions(Some.Program() with { Streaks = [streak] });
        var history = Ledger.Count(versions, [Some.Purchase(at: "2024-05-01T12:00:00Z"), Some.Purchase(at: "2024-05-15T12:00:00Z", id: "p-2")]);
        var date = new LocalDate(2024, 5, 21);

        var all = StreakHistory.Of(versions, history, date, 8)[0].Periods;

        Assert.Equal([StreakPeriodStatus.Met, StreakPeriodStatus.Missed, StreakPeriodStatus.Met, StreakPeriodStatus.Running], all.Select(period => period.Status));
        Assert.Equal((new LocalDate(2024, 4, 29), new LocalDate(2024, 5, 5), 1), (all[0].From, all[0].To, all[0].Visits));
        Assert.Equal(all[2..], StreakHistory.Of(versions, history, date, 2)[0].Periods);
        Assert.Empty(StreakHistory.Of(versions, History.Empty, date, 8)[0].Periods);
    }

    [Fact]
    public void A_closed_period_is_closed_also_while_it_goes_on()
    {
        var streak = new StreakRules { Id = "daily", Name = "Daily", Period = PeriodKind.Day };
        var versions = new ProgramVersions(
            Some.Program() with { Streaks = [streak], Closures = [new Closure.Weekly(IsoDayOfWeek.Sunday)] });
        var history = Ledger.Count(versions, [Some.Purchase(at: "2024-05-17T12:00:00Z")]);

        Assert.Equal(
            [StreakPeriodStatus.Met, StreakPeriodStatus.Missed, StreakPeriodStatus.Closed],
            StreakHistory.Of(versions, history, new LocalDate(2024, 5, 19), 14)[0].Periods.Select(period => period.Status));
    }
}
