using Loyalty.Domain.Members;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Finding;

/// <summary>A page costs what it shows, and not what exists.</summary>
public sealed class FinderCostTests
{
    // One of each partition.
    private const int RowsAhead = 4;

    private static readonly string[] Pages = ["", "sort=spend", "sort=name&order=desc", "tier=bronze&sort=member", "q=rare"];

    [Fact]
    public async Task A_page_costs_the_same_among_500_members_as_among_10_000()
    {
        var few = await CostAsync(500);
        var many = await CostAsync(10_000);

        Assert.Equal(few, many);
        Assert.Equal($" {50 + RowsAhead} rows 0 reads", many[0]);
        Assert.Equal("q=rare 10 rows 0 reads", many[^1]);
    }

    [Fact]
    public async Task A_page_for_which_most_rows_are_none_ends_after_so_many_and_says_where_to_go_on()
    {
        await using var bench = await FilledAsync(3_000);
        bench.Shop.Store.Forget();

        var (status, page) = await bench.AskAsync("q=name&spendFrom=1");

        Assert.Equal((200, 0), (status, page.GetProperty("members").GetArrayLength()));
        Assert.NotNull(page.GetProperty("next").GetString());
        // Four partitions of words that are too many, and then the lines in their order.
        Assert.InRange(bench.Shop.Store.Rows, 2_000, (4 * 501) + 2_000 + RowsAhead);
        Assert.Empty(await bench.FindAsync("q=name&spendFrom=1"));
    }

    [Fact]
    public async Task A_line_that_is_written_costs_two_reads_and_three_transactions()
    {
        await using var bench = await FinderBench.StartAsync();
        await bench.Shop.EnrolAsync();
        await bench.SettleAsync();
        await bench.Shop.BuyAsync("p-1");
        bench.Shop.Clock.AdvanceMinutes(11);
        bench.Shop.Store.Forget();

        await bench.RefreshAsync();

        Assert.Equal(["member!m-1", "member"], bench.Shop.Store.Reads);
        Assert.Equal(
            [Tables.Finder, Tables.Members, Tables.Due], bench.Shop.Store.Commits.Select(commit => commit.Table));
    }

    private static async Task<List<string>> CostAsync(int members)
    {
        await using var bench = await FilledAsync(members);
        var costs = new List<string>();
        foreach (var page in Pages)
        {
            bench.Shop.Store.Forget();
            var (status, _) = await bench.AskAsync(page);
            Assert.Equal(200, status);
            costs.Add($"{page} {bench.Shop.Store.Rows} rows {bench.Shop.Store.Reads.Count} reads");
        }

        return costs;
    }

    /// <summary>So many members, of whom ten are rare.</summary>
    private static async Task<FinderBench> FilledAsync(int members)
    {
        var bench = await FinderBench.StartAsync();
        for (var number = 0; number < members; number++)
        {
            var name = number % (members / 10) == 0 ? "Rare" : "Name";
            await bench.Shop.EnrolAsync(new Profile { Name = $"{name} Member.{number}" }, $"m-{number}");
        }

        await bench.SettleAsync();
        return bench;
    }
}
