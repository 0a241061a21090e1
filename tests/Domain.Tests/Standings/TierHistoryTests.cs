using Loyalty.Domain.Standings;
using Loyalty.Domain.Tests.Scenarios;
using NodaTime;

namespace Loyalty.Domain.Tests.Standings;

public class TierHistoryTests
{
    [Fact]
    public void The_changes_are_all_and_only_the_dates_on_which_the_standing_has_another_tier() =>
        Property.Holds(150, Scenario.Any(mostEvents: 25), scenario =>
        {
            var (versions, history) = (scenario.Versions, scenario.History);
            var changes = TierHistory.Of(versions, history, scenario.X).Changes.ToDictionary(change => change.On);
            if (history.FirstDate is not { } first || first > scenario.X)
            {
                Assert.Empty(changes);
                return;
            }

            var before = versions.On(first).Program.Tiers.Levels[0].Id;
            for (var date = first; date <= scenario.X; date = date.PlusDays(1))
            {
                var tier = Standing.Evaluate(versions, history, date).Tier.Id;
                Assert.Equal(tier == before ? null : (before, tier), Shown(changes.GetValueOrDefault(date)));
                before = tier;
            }
        });

    [Fact]
    public void What_a_tier_rests_on_reaches_its_level_and_is_what_the_standing_of_that_date_sums() =>
        Property.Holds(2_000, Scenario.Any(), scenario =>
        {
            var standing = scenario.Standing;
            var ground = TierHistory.Of(scenario.Versions, scenario.History, scenario.X).Ground;
            Assert.Equal(standing.TierIndex == 0, ground is null);
            if (ground is null)
            {
                return;
            }

            Assert.True(ground.Reached.IsMetBy(ground.Spend, ground.Visits));
            Assert.InRange(ground.ReachedOn, ground.WindowFrom, scenario.X);
            var then = Standing.Evaluate(scenario.Versions, scenario.History, ground.ReachedOn);
            if (then.Version == ground.Version)
            {
                Assert.Equal((then.Spend, then.Visits), (ground.Spend, ground.Visits));
            }
        });

    [Fact]
    public void Each_change_says_what_made_it()
    {
        var program = Some.Program() with { Zone = DateTimeZone.Utc };
        var raised = program with
        {
            Tiers = program.Tiers with { Levels = [program.Tiers.Levels[0] with { Id = "blue" }, program.Tiers.Levels[1]] },
        };
        var scenario = new Scenario(
            [(new(2020, 1, 1), program), (new(2025, 7, 1), raised)],
            [Some.Purchase(9_000, "2024-01-10T12:00:00Z"), Some.Purchase(1_000, "2024-03-01T12:00:00Z", "p-2")],
            new(2026, 1, 1));

        var history = TierHistory.Of(scenario.Versions, scenario.History, scenario.X);

        Assert.Equal(
            [
                (new LocalDate(2024, 3, 1), "bronze", "silver", TierChangeCause.Purchase),
                (new LocalDate(2025, 3, 1), "silver", "bronze", TierChangeCause.Lapse),
                (new LocalDate(2025, 7, 1), "bronze", "blue", TierChangeCause.Program),
            ],
            history.Changes.Select(change => (change.On, change.From.Id, change.To.Id, change.Cause)));
        Assert.Null(history.Ground);
        Assert.Equal(
            new TierGround(new(2024, 3, 1), program.Tiers.Levels[1], scenario.Versions.Numbered(1) with { From = LocalDate.MinIsoValue }, new(2023, 3, 2), 10_000, 2),
            TierHistory.Of(scenario.Versions, scenario.History, new(2025, 2, 28)).Ground);
    }

    [Fact]
    public void A_streak_s_periods_are_those_that_its_length_counts() =>
        Property.Holds(2_000, Scenario.Any(), scenario =>
        {
            var histories = StreakHistory.Of(scenario.Versions, scenario.History, scenario.X, 5_000);
            foreach (var (streak, current, _) in scenario.Standing.Streaks)
            {
                var periods = histories.Single(one => one.Streak == streak).Periods;
                Assert.Equal(current, Current(periods, streak.Freezes));
                Assert.All(periods.Zip(periods.Skip(1)), pair => Assert.Equal(pair.First.To.PlusDays(1), pair.Second.From));
                Assert.Equal(scenario.Standing.LifetimeVisits, periods.Sum(period => period.Visits));
            }
        });

    [Fact]
    public void The_dates_that_earned_a_reward_are_as_many_as_the_standing_counts() =>
        Property.Holds(2_000, Scenario.Any(), scenario =>
        {
            var earned = Standing.DatesEarned(scenario.Versions, scenario.History, scenario.X);

            Assert.Equal(
                scenario.Standing.Entitled.Select(one => (one.Key, one.Count, one.Earned[^1].LastOn)),
                earned.Select(one => (one.Key, one.Dates.Sum(date => date.Count), one.Dates[^1].On)));
            var dates = scenario.History.DatesFrom(LocalDate.MinIsoValue).ToHashSet();
            Assert.All(earned.SelectMany(one => one.Dates), date => Assert.Contains(date.On, dates));
        });

    private static (string, string)? Shown(TierChange? change) => change is null ? null : (change.From.Id, change.To.Id);

    private static int Current(IReadOnlyList<StreakPeriod> periods, int freezes)
    {
        var (met, missed) = (0, 0);
        for (var i = periods.Count - 1; i >= 0 && missed <= freezes; i--)
        {
            missed += periods[i].Status == StreakPeriodStatus.Missed ? 1 : 0;
            met += missed <= freezes && periods[i].Status == StreakPeriodStatus.Met ? 1 : 0;
        }

        return met;
    }
}
