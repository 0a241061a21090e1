using Loyalty.Domain.Purchases;
using Loyalty.Functions.Receiving;

namespace Loyalty.Functions.Tests.Receiving;

public sealed class IntakeDoublesTests
{
    [Fact]
    public async Task A_double_counts_once_whatever_comes_with_it()
    {
        await using var bench = await IntakeBench.StartAsync();
        await bench.CountAsync(Some.Purchase("p-1"));

        var outcomes = await bench.CountAsync(Some.Purchase("p-1"), Some.Purchase("p-2"));

        Assert.Equal([Outcome.CountedBefore, Outcome.Counted], outcomes.OrderBy(pair => pair.Key).Select(pair => pair.Value));
        await AssertLedgerAsync(bench, Some.Purchase("p-1"), Some.Purchase("p-2"));
    }

    [Fact]
    public async Task The_same_instant_under_another_offset_is_a_double()
    {
        await using var bench = await IntakeBench.StartAsync();
        await bench.CountAsync(Some.Purchase(at: "2026-11-22T10:15:30Z"));

        Assert.Equal(Outcome.CountedBefore, await bench.CountOneAsync(Some.Purchase(at: "2026-11-22T10:15:30.000Z")));
    }

    [Fact]
    public async Task Another_event_under_the_same_id_is_told_apart_and_the_first_counts()
    {
        await using var bench = await IntakeBench.StartAsync();
        await bench.CountAsync(Some.Purchase("p-1", 1000));

        Assert.Equal(Outcome.IdReused, await bench.CountOneAsync(Some.Purchase("p-1", 1001)));
        Assert.Equal(Outcome.IdReused, await bench.CountOneAsync(Some.Void("p-1", "p-0")));
        Assert.Equal(Outcome.IdReused, await bench.CountOneAsync(Some.Purchase("p-1", 1000) with { Cashier = "7" }));

        await AssertLedgerAsync(bench, Some.Purchase("p-1", 1000));
    }

    [Fact]
    public async Task Members_share_no_ids()
    {
        await using var bench = await IntakeBench.StartAsync();

        Assert.Equal(Outcome.Counted, await bench.CountOneAsync(Some.Purchase("p-1", 1000)));
        Assert.Equal(Outcome.Counted, await bench.CountOneAsync(Some.Purchase("p-1", 2000, member: "m-2")));
    }

    [Fact]
    public async Task A_batch_of_nothing_new_writes_nothing()
    {
        await using var bench = await IntakeBench.StartAsync();
        await bench.CountAsync(Some.Purchase("p-1", 1000), Some.Refund("r-1", "p-1", 100));

        var outcomes = await bench.CountAsync(Some.Purchase("p-1", 1000), Some.Refund("r-1", "p-1", 100));

        Assert.All(outcomes.Values, outcome => Assert.Equal(Outcome.CountedBefore, outcome));
        await AssertLedgerAsync(bench, Some.Purchase("p-1", 1000), Some.Refund("r-1", "p-1", 100));
    }

    private static async Task AssertLedgerAsync(IntakeBench bench, params PurchaseEvent[] events)
    {
        Assert.Equal(events.Select(e => $"event:{e.Id}"), (await bench.RowsAsync("event:")).Select(row => row.Key));
        Assert.Equal(await bench.FoldedAsync(events), (await bench.MemberAsync()).History.Pack());
    }
}
