using System.Collections.Immutable;
using Loyalty.Domain.Backtests;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Backtests;

public sealed class BacktestTests
{
    private static readonly LocalDate AsOf = new(2024, 6, 30);

    [Fact]
    public void A_threshold_that_rises_moves_members_their_revenue_and_the_cost_of_their_rewards()
    {
        var result = Run(Silver(10_000), Silver(20_000), ("a", [(AsOf.PlusDays(-9), 15_000)]), ("b", [(AsOf, 25_000)]), ("c", [(AsOf, 50)]));

        Assert.Equal((3, new LocalDate(2023, 7, 1), AsOf), (result.Members, result.From, result.AsOf));
        Assert.Equal([("bronze", 1L, 50L), ("silver", 2, 40_000)], Tiers(result.Current));
        Assert.Equal([("bronze", 2L, 15_050L), ("silver", 1, 25_000)], Tiers(result.Draft));
        Assert.Equal(
            [new("bronze", "bronze", 1), new("silver", "bronze", 1), new("silver", "silver", 1)], result.Moves);
        Assert.Equal((0, 1), (result.Up.Members, result.Down.Members));
        Assert.Equal([new(MemberId.Parse("a"), "silver", "bronze", new(2025, 6, 21))], result.Down.Sample);
        Assert.Equal([(new YearMonth(2025, 6), 1L)], result.Down.Months.Select(month => (month.Key, month.Value)));
        Assert.Equal([("tier:silver", "fiver", 2L, 1_000L)], Rewards(result.Current));
        Assert.Equal([("tier:silver", "fiver", 1L, 500L)], Rewards(result.Draft));
        Assert.Null(result.AsItWas);
        Assert.Null(result.Messages);
    }

    [Fact]
    public void Money_and_rewards_are_of_the_twelve_months_alone_and_a_reward_counts_in_the_month_of_its_issue()
    {
        var program = Silver(10_000, issueAfterDays: 10) with { Stamps = [Card] };

        var result = Run(
            program, program, ("a", [(new(2023, 6, 30), 70_000), (new(2023, 7, 1), 1_000), (new(2024, 5, 25), 500), (new(2024, 6, 25), 1)]));

        // The reward of silver was earned a day too early, and that of the last stamp is not issued yet.
        Assert.Equal([("bronze", 0L, 0L), ("silver", 1, 1_501)], Tiers(result.Draft));
        Assert.Equal([("stamp:visits", "fiver", 2L, 1_000L)], Rewards(result.Draft));
        Assert.Equal([(new YearMonth(2023, 7), 500L), (new(2024, 6), 500)], result.Draft.CostByMonth.Select(month => (month.Key, month.Value)));
    }

    [Fact]
    public void What_a_version_did_that_was_published_within_the_twelve_months_is_not_the_drafts_doing()
    {
        var (easy, hard) = (Silver(10_000), Silver(20_000));
        var published = new ProgramVersions([new(1, default, easy), new(2, AsOf.PlusDays(-5), hard)]);

        var result = Run(published, hard, ("a", [(AsOf.PlusDays(-9), 15_000)]));

        Assert.Equal([("bronze", 0L, 0L), ("silver", 1, 15_000)], Tiers(result.AsItWas!));
        Assert.Equal([("bronze", 1L, 15_000L), ("silver", 0, 0)], Tiers(result.Current));
        Assert.Equal(0, result.Up.Members + result.Down.Members);
    }

    [Fact]
    public void Who_moves_down_would_do_so_at_once_where_the_draft_judges_earlier_dates_anew()
    {
        var anew = Silver(20_000) with { RecomputesTiers = true };

        var result = Run(Silver(10_000), anew, ("a", [(AsOf.PlusDays(-9), 15_000)]));

        Assert.Equal([new(MemberId.Parse("a"), "silver", "bronze", AsOf)], result.Down.Sample);
    }

    [Fact]
    public void A_level_under_another_id_is_no_move_where_its_place_is_the_same()
    {
        var renamed = Silver(10_000) with { Tiers = Tiers(Some.Level("bronze"), Some.Level("plus") with { Spend = 10_000 }) };

        var result = Run(Silver(10_000), renamed, ("a", [(AsOf, 10_000)]));

        Assert.Equal([new("silver", "plus", 1)], result.Moves);
        Assert.Equal(0, result.Up.Members + result.Down.Members);
    }

    [Fact]
    public void What_a_reward_without_a_cost_costs_is_not_known()
    {
        var program = Silver(10_000);
        var free = program with { Rewards = program.Rewards.SetItem("fiver", program.Rewards["fiver"] with { Cost = null }) };

        var result = Run(program, free, ("a", [(AsOf, 10_000)]));

        Assert.Equal([("tier:silver", "fiver", 1L, null)], Rewards(result.Draft));
        Assert.Equal(0, result.Draft.Cost);
    }

    [Fact]
    public void A_sample_has_twenty_movers_the_same_ones_in_whatever_order_they_come()
    {
        (string, (LocalDate, long)[])[] members = [.. Enumerable.Range(0, 90).Select(number => ($"m-{number}", new[] { (AsOf, 10_000L) }))];

        var some = Run(Silver(20_000), Silver(10_000), members).Up;
        var same = Run(Silver(20_000), Silver(10_000), [.. members.Reverse()]).Up;

        Assert.Equal(90, some.Members);
        Assert.Equal(Movers.MostInSample, some.Sample.Distinct().Count());
        Assert.Equal(some.Sample, same.Sample);
    }

    [Fact]
    public void A_share_of_the_members_is_about_as_large_as_it_says_and_within_every_larger_one()
    {
        var members = Enumerable.Range(0, 10_000).Select(number => MemberId.Parse($"m-{number}")).ToList();
        var (tenth, third) = (Within(10), Within(33));

        Assert.InRange(tenth.Count, 900, 1_100);
        Assert.Subset(third, tenth);
        Assert.Equal(members.Count, Within(100).Count);

        HashSet<MemberId> Within(int percent) => [.. members.Where(member => MemberShare.Contains(member, percent))];
    }

    private static StampRules Card { get; } = new() { Id = "visits", Name = "Visits", Every = 1, Reward = "fiver" };

    private static LoyaltyProgram Silver(long spend, int issueAfterDays = 0) =>
        Some.Program(Tiers(Some.Level("bronze"), Some.Level("silver") with { Spend = spend, Reward = "fiver" })) with
        {
            Rewards = ImmutableSortedDictionary<string, RewardTerms>.Empty.WithComparers(StringComparer.Ordinal)
                .Add("fiver", Some.Reward("fiver", issueAfterDays) with { Cost = 500 }),
        };

    private static TierRules Tiers(params Level[] levels) =>
        new() { Window = new TierWindow.Rolling(12), KeepMonths = 12, Levels = [.. levels] };

    private static Backtest Run(LoyaltyProgram program, LoyaltyProgram draft, params (string, (LocalDate, long)[])[] members) =>
        Run(new ProgramVersions(program), draft, members);

    private static Backtest Run(ProgramVersions published, LoyaltyProgram draft, params (string, (LocalDate, long)[])[] members)
    {
        var tally = new BacktestTally(new(published, draft, AsOf));
        foreach (var (id, bought) in members)
        {
            tally.Add(MemberId.Parse(id), bought.Aggregate(
                History.Empty, (history, one) => history.Add(one.Item1, PurchaseLeft.Of(Some.Purchase(one.Item2), Refunds.None))));
        }

        return tally.Result();
    }

    private static IEnumerable<(string, long, long)> Tiers(BacktestSide side) =>
        side.Tiers.Select(tier => (tier.Id, tier.Members, tier.Revenue));

    private static IEnumerable<(string, string, long, long?)> Rewards(BacktestSide side) =>
        side.Rewards.Select(reward => (reward.Key.ToString(), reward.Reward, reward.Count, reward.Cost));
}
