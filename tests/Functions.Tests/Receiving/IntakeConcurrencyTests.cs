using Loyalty.Domain.Purchases;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Receiving;

public sealed class IntakeConcurrencyTests
{
    [Fact]
    public async Task Two_first_events_of_a_new_member_at_once_both_count()
    {
        await using var bench = await IntakeBench.StartAsync();
        using var bothHaveRead = new Barrier(2);
        var commits = 0;
        bench.Store.BeforeCommit = table =>
        {
            if (table == Tables.Members && Interlocked.Increment(ref commits) <= 2)
            {
                Assert.True(bothHaveRead.SignalAndWait(TimeSpan.FromSeconds(30)));
            }

            return Task.CompletedTask;
        };

        var outcomes = await Task.WhenAll(
            Task.Run(() => bench.CountOneAsync(Some.Purchase("p-1"))), Task.Run(() => bench.CountOneAsync(Some.Purchase("p-2"))));

        Assert.Equal([Outcome.Counted, Outcome.Counted], outcomes);
        Assert.Equal(3, commits);
        Assert.Equal(await bench.FoldedAsync(Some.Purchase("p-1"), Some.Purchase("p-2")), (await bench.MemberAsync()).History.Pack());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Another_refund_of_the_purchase_between_any_two_calls_to_the_store_is_taken_too(int call)
    {
        await using var bench = await IntakeBench.StartAsync();
        PurchaseEvent[] events = [Some.Purchase("p-1", 1000), Some.Refund("r-1", "p-1", 300), Some.Refund("r-2", "p-1", 800)];
        await bench.CountOneAsync(events[0]);

        bench.CountBeforeCall(call, events[2]);
        await bench.CountOneAsync(events[1]);

        Assert.Equal(await bench.FoldedAsync(events), (await bench.MemberAsync()).History.Pack());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_refunds_own_purchase_that_comes_between_any_two_calls_is_not_missed(int call)
    {
        await using var bench = await IntakeBench.StartAsync();
        PurchaseEvent[] events = [Some.Purchase("p-1", 1000), Some.Refund("r-1", "p-1", 300)];

        bench.CountBeforeCall(call, events[0]);
        await bench.CountOneAsync(events[1]);

        Assert.Equal(await bench.FoldedAsync(events), (await bench.MemberAsync()).History.Pack());
    }

    [Fact]
    public async Task Twenty_batches_of_one_member_at_once_lose_nothing_and_count_nothing_twice()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());
        // Each batch has two events of its own, a refund, and one event that its neighbour has too.
        PurchaseEvent[][] batches =
        [
            .. Enumerable.Range(0, 20).Select(i => new PurchaseEvent[]
            {
                Some.Coffees(2, $"own-{i}"),
                Some.Purchase($"other-{i}", 100 + i),
                Some.CoffeesBack(1, $"back-{i}", $"own-{(i + 7) % 20}"),
                Some.Purchase($"shared-{i / 2}", 500),
            }),
        ];

        await Task.WhenAll(batches.Select(batch => Task.Run(() => bench.DeliverAsync(batch))));

        PurchaseEvent[] distinct = [.. batches.SelectMany(batch => batch).DistinctBy(purchaseEvent => purchaseEvent.Id)];
        var member = await bench.MemberAsync();
        Assert.Equal(70, distinct.Length);
        Assert.Equal(distinct.Length, (await bench.RowsAsync("event:")).Count);
        Assert.Equal(await bench.FoldedAsync(distinct), member.History.Pack());
        Assert.Equal(20, Assert.Single(member.Rewards.Issued).Value);
        Assert.Equal(20, member.Rewards.Open.Length);
        Assert.Equal(20, (await bench.RowsAsync("reward:")).Count(row => row.Fields.Text("revokedAt") is null));
    }
}
