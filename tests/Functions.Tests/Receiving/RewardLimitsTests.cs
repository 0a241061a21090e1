using System.Text;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Receiving;

/// <summary>What a program's limits withhold.</summary>
public sealed class RewardLimitsTests
{
    private static readonly RewardKey Key = RewardKey.Stamp("coffee");

    [Fact]
    public async Task A_member_is_issued_as_many_of_a_reward_in_a_month_as_the_program_says()
    {
        await using var bench = await IntakeBench.StartAsync(Limited("\"perMemberMonth\": 2"));

        await bench.CountAsync(Some.Coffees(1, "p-1"));
        await bench.CountAsync(Some.Coffees(4, "p-2"));

        var rewards = (await bench.MemberAsync()).Rewards;
        Assert.Equal((2, 5L), (rewards.Open.Length, rewards.Issued[Key]));
        Assert.Equal(
            """
            withheld:stamp:coffee:1
              at: "2026-11-22T12:00:00Z"
              earnedOn: "2026-11-22"
              key: "stamp:coffee"
              reward: "freeCoffee"
              version: 1
              why: "MemberMonth"
            """,
            RowText.Of((await bench.RowsAsync("withheld:"))[0]));
        Assert.Equal(3, (await bench.RowsAsync("withheld:")).Count);
    }

    [Fact]
    public async Task A_new_month_issues_what_it_earns_and_releases_nothing()
    {
        await using var bench = await IntakeBench.StartAsync(Limited("\"perMemberMonth\": 2"));
        await bench.CountAsync(Some.Coffees(3, "p-1"));
        bench.Clock.AdvanceDays(10);

        await bench.CountAsync(Some.Coffees(3, "p-2", at: "2026-12-02T10:00:00Z"));

        Assert.Equal(4, (await bench.RowsAsync("reward:")).Count);
        Assert.Equal(2, (await bench.RowsAsync("withheld:")).Count);
    }

    [Fact]
    public async Task A_month_may_cost_as_much_as_the_program_says_whoever_earns()
    {
        await using var bench = await IntakeBench.StartAsync(Limited("\"cost\": 80, \"budgetMonth\": 250"));

        await bench.CountAsync(Some.Coffees(2, "p-1"));
        await bench.CountAsync(Some.Coffees(2, "p-1", member: "m-2"));

        Assert.Equal((2, 1), (await RewardsAsync(bench, "m-1"), await RewardsAsync(bench, "m-2")));
        Assert.Equal("BudgetMonth", Assert.Single(await bench.RowsAsync("withheld:", "m-2")).Fields.Text("why"));
        Assert.Equal(240, await SpentAsync(bench));
        bench.Clock.AdvanceDays(10);
        await bench.CountAsync(Some.Coffees(2, "p-2", member: "m-2"));
        Assert.Equal(3, await RewardsAsync(bench, "m-2"));
    }

    [Fact]
    public async Task What_an_attempt_reserved_serves_the_next_one_and_what_that_does_not_need_is_given_back()
    {
        await using var bench = await IntakeBench.StartAsync(Limited("\"cost\": 80, \"budgetMonth\": 8000"));
        var commits = 0;
        bench.Store.BeforeCommit = async table =>
        {
            if (table == Tables.Members && ++commits == 1)
            {
                // Another takes two of the three back that are being rewarded.
                Assert.Equal(Outcome.Counted, await bench.CountOneAsync(Some.CoffeesBack(2, of: "p-1")));
            }
        };

        await bench.CountAsync(Some.Coffees(3, "p-1"));

        Assert.Single((await bench.MemberAsync()).Rewards.Open);
        Assert.Equal(80, await SpentAsync(bench));
        Assert.Equal(3, bench.Store.Commits.Count(commit => commit.Table == Tables.Codes));
    }

    [Fact]
    public async Task What_a_crash_left_reserved_is_given_back_once_it_is_old()
    {
        await using var bench = await IntakeBench.StartAsync(Limited("\"cost\": 80, \"budgetMonth\": 160"));
        await bench.CountAsync(Some.Purchase("p-0"));
        bench.Store.Forget();
        bench.Store.IsDown = partition => partition == "m-1" && bench.Store.Commits.Any(commit => commit.Table == Tables.Members);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => bench.CountOneAsync(Some.Coffees(2)));
        bench.Store.IsDown = _ => false;
        Assert.Equal(160, await SpentAsync(bench));

        await bench.CountAsync(Some.Coffees(1, member: "m-2"));
        Assert.Equal(0, await RewardsAsync(bench, "m-2"));
        bench.Clock.AdvanceMinutes(11);
        await bench.CountAsync(Some.Coffees(2, "p-2", member: "m-2"));

        Assert.Equal(2, await RewardsAsync(bench, "m-2"));
        Assert.Equal(160, await SpentAsync(bench));
    }

    [Fact]
    public async Task One_who_is_so_slow_that_another_gets_what_they_reserved_does_not_overdraw_the_budget()
    {
        await using var bench = await IntakeBench.StartAsync(Limited("\"cost\": 80, \"budgetMonth\": 80"));
        await bench.CountAsync(Some.Purchase("p-0"));
        var commits = 0;
        bench.Store.BeforeCommit = async table =>
        {
            if (table == Tables.Members && ++commits == 1)
            {
                bench.Clock.AdvanceMinutes(11);
                await bench.CountAsync(Some.Coffees(1, "p-1", member: "m-2"));
            }
        };

        await bench.CountAsync(Some.Coffees(1, "p-1"));

        Assert.Equal((0, 1), (await RewardsAsync(bench, "m-1"), await RewardsAsync(bench, "m-2")));
        Assert.Equal(80, await SpentAsync(bench));
    }

    [Fact]
    public async Task A_reward_that_was_issued_stays_spent_however_old()
    {
        await using var bench = await IntakeBench.StartAsync(Limited("\"cost\": 80, \"budgetMonth\": 160"));
        await bench.CountAsync(Some.Coffees(2));
        bench.Clock.AdvanceHours(1);

        await bench.CountAsync(Some.Coffees(1, member: "m-2"));

        Assert.Equal(0, await RewardsAsync(bench, "m-2"));
        Assert.Equal(160, await SpentAsync(bench));
    }

    private static ReadOnlyMemory<byte> Limited(string limits) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(Some.CoffeeProgram().Span)
            .Replace("\"item\": \"coffee\",", $"\"item\": \"coffee\", {limits},", StringComparison.Ordinal));

    private static async Task<int> RewardsAsync(IntakeBench bench, string member) => (await bench.RowsAsync("reward:", member)).Count;

    private static async Task<long> SpentAsync(IntakeBench bench) =>
        (await bench.Store.ReadAsync(Tables.Budgets, "reward:freeCoffee:2026-11", "budget", CancellationToken.None))!
            .Fields.Number("spent")!.Value;
}
