using FsCheck.Fluent;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Tests.Receiving;

public sealed class IntakeOrderTests
{
    [Fact]
    public async Task Any_order_batching_and_duplication_leaves_the_same_history_and_the_same_rewards()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());
        var runs = 0;
        Property.Holds(
            100, Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => CheckAsync(bench, seed, $"m-{runs++}-").GetAwaiter().GetResult());
    }

    private static async Task CheckAsync(IntakeBench bench, int seed, string member)
    {
        var random = new Random(seed);
        var events = Enumerable.Range(0, random.Next(1, 12)).Select(i => Event(random, $"e-{i}")).ToArray();
        await bench.CountAsync(Of(events, member + "once"));

        // A third of them twice, in any order, in batches of one to five with each id once.
        PurchaseEvent[] arriving = [.. events, .. events.Where(_ => random.Next(3) == 0)];
        random.Shuffle(arriving);
        for (var taken = 0; taken < arriving.Length;)
        {
            var batch = arriving[taken..Math.Min(arriving.Length, taken + random.Next(1, 6))];
            taken += batch.Length;
            await bench.CountAsync(Of([.. batch.DistinctBy(purchaseEvent => purchaseEvent.Id)], member + "mixed"));
        }

        var (once, mixed) = (await bench.MemberAsync(member + "once"), await bench.MemberAsync(member + "mixed"));
        Assert.Equal(Convert.ToHexString(once.History.Pack()), Convert.ToHexString(mixed.History.Pack()));
        Assert.Equal(once.Rewards.Issued.Where(issued => issued.Value != 0), mixed.Rewards.Issued.Where(issued => issued.Value != 0));
        Assert.Equal(once.Rewards.Open.Length, mixed.Rewards.Open.Length);
        Assert.Equal(events.Length, (await bench.RowsAsync("event:", member + "mixed")).Count);
    }

    // Refunds and voids name any of the ids, also ids of refunds and their own, and ids that never come.
    private static PurchaseEvent Event(Random random, string id)
    {
        var named = $"e-{random.Next(14)}";
        var quantity = random.Next(1, 5);
        return random.Next(6) switch
        {
            0 or 1 => Some.Coffees(quantity, id),
            2 => Some.Purchase(id, quantity) with { Lines = [Some.Line("coffee", quantity, 0), Some.Line("tea", 1, quantity)] },
            3 => Some.CoffeesBack(quantity, id, named),
            4 => Some.Refund(id, named, quantity),
            _ => Some.Void(id, named),
        };
    }

    private static PurchaseEvent[] Of(PurchaseEvent[] events, string member) =>
        [.. events.Select(purchaseEvent => purchaseEvent with { Member = MemberId.Parse(member) })];
}
