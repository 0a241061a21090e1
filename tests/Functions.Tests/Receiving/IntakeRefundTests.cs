using Loyalty.Domain.Purchases;
using Loyalty.Functions.Receiving;

namespace Loyalty.Functions.Tests.Receiving;

public sealed class IntakeRefundTests
{
    private static readonly Purchase Basket =
        Some.Purchase("p-1", 900) with { Lines = [Some.Line("coffee", 2, 600), Some.Line("bakery", 3, 300)] };

    [Fact]
    public async Task A_refund_counts_before_beside_and_after_its_purchase()
    {
        await AssertAnyOrderAsync(Some.Purchase("p-1", 1000), Some.Refund("r-1", "p-1", 400), Some.Refund("r-2", "p-1", 100));
    }

    [Fact]
    public async Task A_void_counts_before_beside_and_after_its_purchase()
    {
        await AssertAnyOrderAsync(Some.Purchase("p-1", 1000), Some.Void("v-1", "p-1"), Some.Purchase("p-2", 500));
    }

    [Fact]
    public async Task A_refund_with_lines_takes_from_its_categories()
    {
        var refund = Some.Refund("r-1", "p-1", 500) with { Lines = [Some.Line("coffee", 1, 400), Some.Line("tea", 1, 100)] };

        await AssertAnyOrderAsync(Basket, refund, Some.Refund("r-2", "p-1", 250));
    }

    [Fact]
    public async Task A_refund_of_more_than_there_was_takes_it_all()
    {
        await AssertAnyOrderAsync(Basket, Some.Refund("r-1", "p-1", 5000), Some.Purchase("p-2", 10));
    }

    [Fact]
    public async Task A_refund_waits_for_a_purchase_that_never_comes()
    {
        await using var bench = await IntakeBench.StartAsync();

        Assert.Equal(Outcome.Counted, await bench.CountOneAsync(Some.Refund("r-1", "p-1")));

        var history = (await bench.MemberAsync()).History;
        Assert.Equal(1, history.WaitingCount);
        Assert.Null(history.LastDate);
    }

    [Fact]
    public async Task A_refund_that_names_a_refund_concerns_nothing_in_any_order()
    {
        await AssertAnyOrderAsync(Some.Purchase("p-1", 1000), Some.Refund("r-1", "p-1", 400), Some.Refund("r-2", "r-1", 300));
        await AssertAnyOrderAsync(Some.Purchase("p-1", 1000), Some.Refund("r-1", "p-1", 400), Some.Void("v-1", "r-1"));
    }

    [Fact]
    public async Task A_purchase_is_not_the_one_of_that_id_of_another_member()
    {
        await using var bench = await IntakeBench.StartAsync();
        await bench.CountAsync(Some.Purchase("p-1", 1000));
        await bench.CountAsync(Some.Refund("r-1", "p-1", 400, member: "m-2"));

        Assert.Equal(await bench.FoldedAsync(Some.Purchase("p-1", 1000)), (await bench.MemberAsync()).History.Pack());
        Assert.Equal(1, (await bench.MemberAsync("m-2")).History.WaitingCount);
    }

    // In one batch and one by one, in each order of three events: the same bytes, and the spend of the events taken together.
    private static async Task AssertAnyOrderAsync(PurchaseEvent a, PurchaseEvent b, PurchaseEvent c)
    {
        PurchaseEvent[][] orders = [[a, b, c], [a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]];
        var histories = new List<History>();
        await using var bench = await IntakeBench.StartAsync();
        foreach (var (order, number) in orders.Select((order, number) => (order, number)))
        {
            await bench.CountAsync(Of(order, $"together-{number}"));
            histories.Add((await bench.MemberAsync($"together-{number}")).History);
            foreach (var one in Of(order, $"apart-{number}"))
            {
                await bench.CountAsync(one);
            }

            histories.Add((await bench.MemberAsync($"apart-{number}")).History);
        }

        Assert.Single(histories.Select(history => Convert.ToHexString(history.Pack())).Distinct());
        var withoutWaiting = histories[0].Waiting.Keys.Aggregate(histories[0], (history, id) => history.StopWaiting(id));
        Assert.Equal(await bench.FoldedAsync(a, b, c), withoutWaiting.Pack());
    }

    private static PurchaseEvent[] Of(PurchaseEvent[] events, string member) =>
        [.. events.Select(purchaseEvent => purchaseEvent with { Member = Domain.Values.MemberId.Parse(member) })];
}
