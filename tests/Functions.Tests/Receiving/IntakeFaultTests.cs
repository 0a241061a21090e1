using System.Text.RegularExpressions;
using Loyalty.Domain.Purchases;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Receiving;

/// <summary>Whatever stops the intake, and wherever: when the events have come again, all is as if nothing had happened.</summary>
public sealed partial class IntakeFaultTests
{
    [Fact]
    public async Task A_lost_reply_counts_nothing_twice_and_issues_no_reward_twice()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());
        bench.Store.Faults = (_, isCommit) => isCommit ? WatchedStore.Fault.After : WatchedStore.Fault.None;
        // The reply to the code's insert is lost, then that to the transaction's: a code was drawn in vain.
        await Assert.ThrowsAsync<StoreUnavailableException>(() => bench.CountAsync(Some.Coffees(1)));
        bench.Store.Forget();
        bench.Store.Faults = (n, _) => n == 3 ? WatchedStore.Fault.After : WatchedStore.Fault.None;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => bench.CountAsync(Some.Coffees(1)));
        bench.Store.Faults = (_, _) => WatchedStore.Fault.None;

        await bench.CountAsync(Some.Coffees(1));

        Assert.Single(await bench.RowsAsync("event:"));
        Assert.Single(await bench.RowsAsync("reward:"));
        Assert.Equal(1, Assert.Single((await bench.MemberAsync()).Rewards.Issued).Value);
    }

    [Fact]
    public async Task A_crash_before_any_call_changes_nothing_in_the_end() =>
        await AssertSameInTheEndAsync(n => (call, _) => call == n ? WatchedStore.Fault.Before : WatchedStore.Fault.None);

    [Fact]
    public async Task A_crash_after_any_call_changes_nothing_in_the_end() =>
        await AssertSameInTheEndAsync(n => (call, _) => call == n ? WatchedStore.Fault.After : WatchedStore.Fault.None);

    [Fact]
    public async Task An_outage_from_any_call_on_changes_nothing_in_the_end() =>
        await AssertSameInTheEndAsync(n => (call, _) => call >= n && call < n + 10 ? WatchedStore.Fault.Before : WatchedStore.Fault.None);

    private static async Task AssertSameInTheEndAsync(Func<int, Func<int, bool, WatchedStore.Fault>> faultsFrom)
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());
        await DeliverAllAsync(bench, "m-0");
        var calls = bench.Store.Calls;
        var undisturbed = await TextAsync(bench, "m-0");
        Assert.InRange(calls, 10, 100);
        for (var n = 1; n <= calls; n++)
        {
            bench.Store.Forget();
            bench.Store.Faults = faultsFrom(n);
            await DeliverAllAsync(bench, $"m-{n}");
            bench.Store.Faults = (_, _) => WatchedStore.Fault.None;

            Assert.Equal(undisturbed, await TextAsync(bench, $"m-{n}"));
        }
    }

    // Three coffees earn three rewards, of which a refund takes one; a void comes before its purchase.
    private static async Task DeliverAllAsync(IntakeBench bench, string member)
    {
        await bench.DeliverAsync(Some.Coffees(3, "p-1", member: member), Some.Void("v-1", "p-2", member: member));
        PurchaseEvent refund = Some.CoffeesBack(1);
        await bench.DeliverAsync(
            refund with { Member = Domain.Values.MemberId.Parse(member) },
            Some.Purchase("p-2", 500, member: member),
            Some.Purchase("p-3", 200, member: member));
    }

    // The member's id is in each event, and so in its hash.
    private static async Task<string> TextAsync(IntakeBench bench, string member) =>
        Hash().Replace(RowText.Of(await bench.RowsAsync("", member)), "").Replace($"\"{member}\"", "\"m\"", StringComparison.Ordinal);

    [GeneratedRegex("hash: 0x[0-9A-F]+")]
    private static partial Regex Hash();
}
