using System.Text;
using System.Text.Json;
using FsCheck;
using Loyalty.Domain.Backtests;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Tests.Scenarios;
using Loyalty.Domain.Values;
using Loyalty.Wire.Backtests;
using Loyalty.Wire.Standings;

namespace Loyalty.Domain.Tests.Backtests;

public sealed class BacktestPropertyTests
{
    private static readonly MemberId Member = MemberId.Parse("m-1");

    [Fact]
    public void What_is_published_changes_nothing_of_itself_whatever_was_published_before() =>
        Property.Holds(2_000, Scenario.Any(), scenario =>
        {
            var result = Run(scenario, scenario.Versions.Newest);
            var json = Json(result);

            Assert.Equal((0, 0), (result.Up.Members, result.Down.Members));
            Assert.All(result.Moves, move => Assert.Equal(move.From, move.To));
            Assert.Equal(json.GetProperty("current").GetRawText(), json.GetProperty("draft").GetRawText());
        });

    [Fact]
    public void Where_nothing_came_into_force_within_the_twelve_months_current_is_as_it_was() =>
        Property.Holds(2_000, Scenario.Any(), scenario =>
        {
            var plan = Plan(scenario, scenario.Versions.Newest);
            if (plan.AsItWas is null)
            {
                Assert.Equal(Stand(scenario.Versions, scenario), Stand(plan.Current, scenario));
            }
        });

    [Fact]
    public void Each_side_has_the_tier_that_a_standing_has_and_differs_from_another_by_the_rewards_that_standings_differ_by() =>
        Property.Holds(2_000, WithDraft(), drawn =>
        {
            var (scenario, draft) = drawn;
            var plan = Plan(scenario, draft);
            var result = Run(scenario, draft);

            Assert.Equal(Standing.Evaluate(plan.Current, scenario.History, scenario.X).Tier.Id, Only(result.Current));
            Assert.Equal(Standing.Evaluate(plan.Draft, scenario.History, scenario.X).Tier.Id, Only(result.Draft));
            Assert.Equal(
                Entitled(plan.Draft, scenario) - Entitled(plan.Current, scenario),
                result.Draft.Rewards.Sum(reward => reward.Count) - result.Current.Rewards.Sum(reward => reward.Count));
        });

    [Fact]
    public void The_members_of_two_tallies_come_to_what_one_of_all_says() =>
        Property.Holds(500, WithDraft(), drawn =>
        {
            var (scenario, draft) = drawn;
            var plan = Plan(scenario, draft);
            var histories = scenario.Events
                .Select((one, place) => (one, place))
                .GroupBy(one => one.place % 5, one => one.one)
                .Select(events => (Id: MemberId.Parse($"m-{events.Key}"), History: Ledger.Count(scenario.Versions, events)))
                .ToList();
            var (all, one, other) = (new BacktestTally(plan), new BacktestTally(plan), new BacktestTally(plan));
            foreach (var (id, history) in histories)
            {
                all.Add(id, history);
                (id.CompareTo(MemberId.Parse("m-2")) < 0 ? one : other).Add(id, history);
            }

            Assert.Equal(Json(all.Result()).GetRawText(), Json(other.Result().Plus(one.Result())).GetRawText());
        });

    [Fact]
    public void What_is_written_is_read_back_as_the_same_backtest() =>
        Property.Holds(500, WithDraft(), drawn =>
        {
            var written = Json(Run(drawn.Scenario, drawn.More));

            Assert.Equal(written.GetRawText(), Json(BacktestJson.Read(written)).GetRawText());
        });

    private static Arbitrary<(Scenario Scenario, LoyaltyProgram More)> WithDraft() =>
        Scenario.AnyWith(3, (draw, _, scenario) =>
        {
            var newest = scenario.Versions.Newest;
            return new DrawnPrograms(draw, new DrawnDates(draw)).Changed(newest) with { Stores = newest.Stores };
        });

    private static BacktestPlan Plan(Scenario scenario, LoyaltyProgram draft) => new(scenario.Versions, draft, scenario.X);

    private static Backtest Run(Scenario scenario, LoyaltyProgram draft)
    {
        var tally = new BacktestTally(Plan(scenario, draft));
        tally.Add(Member, scenario.History);
        return tally.Result();
    }

    private static string Stand(ProgramVersions versions, Scenario scenario) =>
        Encoding.UTF8.GetString(StandingJson.Write(Member, Standing.Evaluate(versions, scenario.History, scenario.X)));

    private static long Entitled(ProgramVersions versions, Scenario scenario) =>
        Standing.Evaluate(versions, scenario.History, scenario.X).Entitled.Sum(entitlement => entitlement.Count);

    private static string Only(BacktestSide side) => side.Tiers.Single(tier => tier.Members == 1).Id;

    private static JsonElement Json(Backtest backtest)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            BacktestJson.Write(writer, backtest);
        }

        return JsonElement.Parse(text.ToArray());
    }
}
