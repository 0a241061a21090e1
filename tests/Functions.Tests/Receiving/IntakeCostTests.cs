using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Receiving;

/// <summary>What counting costs, call by call: it is what a shop pays for.</summary>
public sealed class IntakeCostTests
{
    [Fact]
    public async Task A_purchase_that_earns_nothing_costs_one_point_read_and_one_transaction_and_the_first_of_all_a_look_at_who_was_erased()
    {
        await using var bench = await IntakeBench.StartAsync();

        Assert.Equal(Outcome.Counted, await bench.CountOneAsync(Some.Purchase("p-1")));
        AssertCost(bench, ["member", "erased"], ["member", "event:p-1"]);

        Assert.Equal(Outcome.Counted, await bench.CountOneAsync(Some.Purchase("p-2")));
        AssertCost(bench, ["member"], ["member", "event:p-2"]);
    }

    [Fact]
    public async Task Several_events_of_one_member_share_them()
    {
        await using var bench = await IntakeBench.StartAsync();

        await bench.CountAsync(Some.Purchase("p-1"), Some.Purchase("p-2"), Some.Purchase("p-3"));

        AssertCost(bench, ["member", "erased"], ["member", "event:p-1", "event:p-2", "event:p-3"]);
    }

    [Fact]
    public async Task A_refund_costs_two_reads_more_for_each_purchase_that_it_names()
    {
        await using var bench = await IntakeBench.StartAsync();
        await bench.CountAsync(Some.Purchase("p-1"), Some.Purchase("p-2"));
        bench.Store.Forget();

        await bench.CountAsync(Some.Refund("r-1", "p-1", 10));
        AssertCost(bench, ["member", "event:p-1", "refunds:p-1"], ["member", "event:r-1", "refunds:p-1"]);

        await bench.CountAsync(Some.Refund("r-2", "p-1", 10), Some.Refund("r-3", "p-1", 10), Some.Void("v-1", "p-2"));
        AssertCost(
            bench,
            ["member", "event:p-1", "refunds:p-1", "event:p-2", "refunds:p-2"],
            ["member", "event:r-2", "event:r-3", "event:v-1", "refunds:p-1", "refunds:p-2"]);
    }

    [Fact]
    public async Task A_reward_costs_one_insert_more_for_its_code()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());

        await bench.CountAsync(Some.Coffees(3));

        Assert.Equal(["member", "erased"], bench.Store.Reads);
        Assert.Equal(3, bench.Store.Commits.Count(commit => commit.Table == Tables.Codes && commit.Writes is [Write.Insert]));
        var (_, writes) = Assert.Single(bench.Store.Commits, commit => commit.Table == Tables.Members);
        Assert.Equal(5, writes.Count);
        Assert.Equal(4, bench.Store.Commits.Count);
    }

    [Fact]
    public async Task A_double_costs_one_look_at_the_ledger_and_writes_nothing()
    {
        await using var bench = await IntakeBench.StartAsync();
        await bench.CountAsync(Some.Purchase());
        var row = Assert.Single(await bench.RowsAsync("member"));
        bench.Store.Forget();

        Assert.Equal(Outcome.CountedBefore, await bench.CountOneAsync(Some.Purchase()));

        Assert.Equal(["member", "event:p-1", "member"], bench.Store.Reads);
        Assert.Single(bench.Store.Commits);
        Assert.Equal(row.ETag, Assert.Single(await bench.RowsAsync("member")).ETag);
    }

    private static void AssertCost(IntakeBench bench, string[] reads, string[] writes)
    {
        Assert.Equal(reads.Order(), bench.Store.Reads.Order());
        var (_, written) = Assert.Single(bench.Store.Commits);
        Assert.Equal(writes, written.Select(write => write.Key).ToArray());
        Assert.Equal(0, bench.Store.Ranges);
        bench.Store.Forget();
    }
}
