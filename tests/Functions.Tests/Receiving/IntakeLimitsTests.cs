using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Functions.Receiving;

namespace Loyalty.Functions.Tests.Receiving;

public sealed class IntakeLimitsTests
{
    private const int LongestId = 128;
    private const int LongestCategory = 64;

    [Fact]
    public async Task A_refund_that_waits_past_the_limit_is_refused_alone_and_the_rest_counts()
    {
        await using var bench = await IntakeBench.StartAsync();
        PurchaseEvent[] events =
        [
            .. Enumerable.Range(0, History.MaxWaiting + 1).Select(i => Some.Refund($"r-{i}", $"never-{i}")),
            Some.Purchase("p-1"),
            Some.Refund("r-of-p-1", "p-1", 400),
        ];

        var outcomes = await bench.CountAsync(events);

        var refused = Assert.Single(outcomes, pair => pair.Value != Outcome.Counted);
        Assert.Equal((events[History.MaxWaiting].Id, Outcome.MemberFull), (refused.Key, refused.Value));
        Assert.Equal(History.MaxWaiting + 2, (await bench.RowsAsync("event:")).Count);
        Assert.Equal(Outcome.MemberFull, await bench.CountOneAsync(Some.Refund("r-one-more", "never")));
    }

    [Fact]
    public async Task A_double_of_what_was_counted_is_no_event_too_many()
    {
        await using var bench = await IntakeBench.StartAsync();
        var waiting = Enumerable.Range(0, History.MaxWaiting).Select(i => Some.Refund($"r-{i}", $"never-{i}")).ToArray();
        await bench.CountAsync(waiting);

        Assert.Equal(Outcome.CountedBefore, await bench.CountOneAsync(waiting[7]));
        Assert.Equal(Outcome.IdReused, await bench.CountOneAsync(waiting[7] with { Amount = 1 }));
        var outcomes = await bench.CountAsync(waiting[8], Some.Purchase("p-1"), Some.Refund("r-one-more", "never"));
        Assert.Equal(
            [Outcome.CountedBefore, Outcome.Counted, Outcome.MemberFull],
            new[] { waiting[8].Id, Some.Purchase("p-1").Id, Some.Refund("r-one-more").Id }.Select(id => outcomes[id]));
    }

    [Fact]
    public async Task More_events_than_a_transaction_holds_are_counted_in_several()
    {
        await using var bench = await IntakeBench.StartAsync();
        PurchaseEvent[] events =
        [
            .. Enumerable.Range(0, 150).Select(i => Some.Purchase($"p-{i}")),
            .. Enumerable.Range(0, 150).Select(i => Some.Refund($"r-{i}", $"p-{i}", 400)),
        ];

        var outcomes = await bench.CountAsync(events);

        Assert.All(outcomes.Values, outcome => Assert.Equal(Outcome.Counted, outcome));
        Assert.Equal(events.Length, (await bench.RowsAsync("event:")).Count);
        Assert.Equal(await bench.FoldedAsync(events), (await bench.MemberAsync()).History.Pack());
    }

    [Fact]
    public async Task Room_is_made_when_a_purchase_comes_that_refunds_waited_for()
    {
        await using var bench = await IntakeBench.StartAsync();
        await bench.CountAsync([.. Enumerable.Range(0, History.MaxWaiting).Select(i => Some.Refund($"r-{i}", $"p-{i}", 10))]);
        await bench.CountAsync(Some.Purchase("p-0"));

        Assert.Equal(Outcome.Counted, await bench.CountOneAsync(Some.Refund("r-one-more", "never")));
        Assert.Equal(Outcome.MemberFull, await bench.CountOneAsync(Some.Refund("r-another", "never")));
    }

    [Fact]
    public async Task A_history_past_its_limit_is_refused_and_what_fits_still_counts()
    {
        await using var bench = await IntakeBench.StartAsync();

        // About 34 KiB of new categories each.
        var outcomes = await bench.CountAsync([.. Enumerable.Range(0, 20).Select(i => ManyCategories(i, PurchaseLimits.MaxLines))]);

        Assert.Equal(14, outcomes.Values.Count(outcome => outcome == Outcome.Counted));
        Assert.Equal(6, outcomes.Values.Count(outcome => outcome == Outcome.MemberFull));
        Assert.Equal(14, (await bench.RowsAsync("event:")).Count);
        Assert.Equal(Outcome.Counted, await bench.CountOneAsync(Some.Purchase("plain")));
        Assert.Equal(Outcome.MemberFull, await bench.CountOneAsync(ManyCategories(20, PurchaseLimits.MaxLines)));
    }

    [Fact]
    public async Task The_fullest_member_fits_the_store()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());
        await bench.CountAsync(Some.Coffees(MemberRewards.MaxOpen));
        await bench.CountAsync(
            [.. Enumerable.Range(0, History.MaxWaiting).Select(i => Some.Refund(Id("r", i), Id("never", i), PurchaseLimits.MaxAmount))]);
        for (var (i, lines) = (0, PurchaseLimits.MaxLines); lines > 0; i++)
        {
            // The store checks every commit against its limits, and throws past them.
            if (await bench.CountOneAsync(ManyCategories(i, lines)) == Outcome.MemberFull)
            {
                lines /= 2;
            }
        }

        var member = await bench.MemberAsync();
        Assert.InRange(member.History.Pack().Length, History.MaxPackedBytes - 500, History.MaxPackedBytes);
        Assert.Equal(History.MaxWaiting, member.History.WaitingCount);
        Assert.Equal(MemberRewards.MaxOpen, member.Rewards.Open.Length);
        Assert.Equal(Outcome.Counted, await bench.CountOneAsync(Some.Void("v-1", "p-1")));
        Assert.Empty((await bench.MemberAsync()).Rewards.Open);
    }

    private static Purchase ManyCategories(int number, int lines) =>
        Some.Purchase($"many-{number}", lines) with
        {
            Lines = [.. Enumerable.Range(0, lines).Select(i => Some.Line($"{number}-{i}-".PadRight(LongestCategory, 'x'), 1, 1))],
        };

    private static string Id(string prefix, int number) => $"{prefix}-{number}-".PadRight(LongestId, 'x');
}
