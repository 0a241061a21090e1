using System.Text;
using Loyalty.Domain.Members;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Merging;
using Loyalty.Functions.Portal.Redemptions;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Sending;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Tests.Merging;

/// <summary>A merge and its undoing, cut off at every call of the store, or with others between its steps.</summary>
public sealed class MergeFaultTests
{
    // Of each number's four purchases one is refunded.
    private const int Standing = 3;

    private static readonly string Program = Encoding.UTF8.GetString(Some.CoffeeProgram().Span);

    [Fact]
    public async Task A_merge_that_is_cut_off_anywhere_is_finished_by_the_same_again_or_by_the_timer()
    {
        await using var whole = await StartAsync();
        await whole.MergeAsync();

        await CutOffAsync(whole.Text(), _ => Task.CompletedTask, bench => bench.MergeAsync());
    }

    [Fact]
    public async Task Undoing_that_is_cut_off_anywhere_is_finished_by_the_same_again_or_by_the_timer()
    {
        await using var whole = await StartAsync();
        await LiveTogetherAsync(whole);
        await whole.UndoAsync();

        await CutOffAsync(whole.Text(), LiveTogetherAsync, bench => bench.UndoAsync());
    }

    [Fact]
    public async Task Whoever_redeems_between_the_steps_of_a_merge_is_one_till_and_what_is_bought_counts_once()
    {
        var steps = 0;
        for (var step = 1; step <= Math.Max(steps, 1); step++)
        {
            await using var bench = await StartAsync();
            var code = (await bench.MemberAsync(Merges.Old)).Rewards.Open[^1].Code;

            steps = await BetweenAsync(bench, step, code, () => bench.MergeAsync());

            Assert.Equal("AlreadyRedeemed", await TellAsync(bench, "other", code));
            var member = await bench.MemberAsync(Merges.Old);
            Assert.Equal((Merges.Kept, (2 * Standing) + 1), (member.Id.ToString(), Purchases(member)));
        }

        Assert.True(steps > 4);
    }

    [Fact]
    public async Task Whoever_redeems_between_the_steps_of_undoing_is_one_till_and_what_is_bought_counts_once()
    {
        var steps = 0;
        for (var step = 1; step <= Math.Max(steps, 1); step++)
        {
            await using var bench = await StartAsync();
            var code = (await bench.MemberAsync(Merges.Old)).Rewards.Open[^1].Code;
            await LiveTogetherAsync(bench);

            steps = await BetweenAsync(bench, step, code, () => bench.UndoAsync());

            Assert.Equal("AlreadyRedeemed", await TellAsync(bench, "other", code));
            Assert.Equal(Standing, Purchases(await bench.MemberAsync(Merges.Kept)));
            Assert.Equal(Standing + 2, Purchases(await bench.MemberAsync(Merges.Old)));
        }

        Assert.True(steps > 6);
    }

    [Fact]
    public async Task Many_at_once_merge_once_and_part_once()
    {
        await using var bench = await StartAsync();

        var merged = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => UntilToldAsync(() => bench.MergeAsync()))));
        Assert.All(merged, one => Assert.True(one is MergeResult.Done, one.ToString()));
        Assert.Single((await bench.MemberAsync(Merges.Kept)).Merged);

        var parted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => UntilToldAsync(() => bench.UndoAsync()))));
        Assert.All(parted, one => Assert.True(one is MergeResult.Done, one.ToString()));
        Assert.Empty((await bench.MemberAsync(Merges.Kept)).Merged);
        Assert.Equal(Standing, Purchases(await bench.MemberAsync(Merges.Old)));
    }

    private static async Task CutOffAsync(string expected, Func<SendingBench, Task> before, Func<SendingBench, Task<MergeResult>> act)
    {
        var calls = int.MaxValue;
        for (var failing = 1; failing <= calls; failing++)
        {
            foreach (var fault in new[] { WatchedStore.Fault.Before, WatchedStore.Fault.After })
            {
                await using var bench = await StartAsync();
                await before(bench);
                bench.Store.Forget();
                bench.Store.Faults = (call, _) => call == failing ? fault : WatchedStore.Fault.None;
                try
                {
                    Assert.IsType<MergeResult.Done>(await act(bench));
                    calls = Math.Min(calls, bench.Store.Calls);
                }
                catch (StoreUnavailableException)
                {
                    // As it is meant.
                }

                bench.Store.Faults = (_, _) => WatchedStore.Fault.None;
                if (failing % 2 == 0)
                {
                    await bench.FinishAsync();
                }

                Assert.IsType<MergeResult.Done>(await act(bench));
                Assert.True(expected == bench.Text(), $"Cut off at {failing} {fault}:\n{bench.Text()}\n\nnot\n\n{expected}");
            }
        }

        Assert.True(calls > 20);
    }

    /// <summary>Before the transaction of a number, a till and an event come; both try again afterwards. Says how many there were.
    /// </summary>
    private static async Task<int> BetweenAsync(SendingBench bench, int step, RewardCode code, Func<Task<MergeResult>> act)
    {
        var (steps, isOther) = (0, false);
        var late = Some.Coffees(1, "late", member: Merges.Old);
        bench.Store.BeforeCommit = async _ =>
        {
            if (isOther || ++steps != step)
            {
                return;
            }

            isOther = true;
            await TellAsync(bench, "till", code);
            await CountAsync(bench, late);
            isOther = false;
        };
        var result = await UntilToldAsync(act);
        bench.Store.BeforeCommit = _ => Task.CompletedTask;

        Assert.IsType<MergeResult.Done>(result);
        Assert.Equal("Redeemed", await TellAsync(bench, "till", code));
        await CountAsync(bench, late);
        return steps;
    }

    private static async Task<MergeResult> UntilToldAsync(Func<Task<MergeResult>> act)
    {
        while (true)
        {
            try
            {
                if (await act() is var result && result is not MergeResult.Refused { Why: Domain.Merging.MergeRefusal.Unfinished })
                {
                    return result;
                }
            }
            catch (StoreUnavailableException)
            {
                // Somebody else wrote too often; again.
            }
        }
    }

    private static async Task CountAsync(SendingBench bench, Domain.Purchases.PurchaseEvent one)
    {
        try
        {
            await bench.Get<Intake>().CountAsync(one.Member, [new ReceivedEvent(one, "EUR")], CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // It waits in the queue.
        }
    }

    private static async Task<string> TellAsync(SendingBench bench, string id, RewardCode code)
    {
        try
        {
            var request = new RedemptionRequest(RedemptionId.Parse(id), code, StoreId.Parse("riga-1"), null, null, null);
            return await bench.Get<RedemptionDesk>().RedeemAsync(request, CancellationToken.None) switch
            {
                RedemptionResult.Done { Redemption: var redemption } => redemption.StatusAt(bench.Now).ToString(),
                RedemptionResult.Refused { Why: var why } => why.ToString(),
                var other => other.ToString(),
            };
        }
        catch (StoreUnavailableException)
        {
            return "503";
        }
    }

    private static int Purchases(Member member) => member.History.NewestFirst(new LocalDate(2027, 1, 1)).Sum(date => date.Purchases);

    private static async Task<SendingBench> StartAsync()
    {
        var bench = await SendingBench.StartAsync(Program, "2026-11-22T12:00:00Z");
        await bench.EnrolAsync(new Profile { Name = "Ann", Email = "ann@example.com" }, Merges.Kept);
        await bench.EnrolAsync(new Profile { Name = "Anna", Phone = "123", Card = "c-1" }, Merges.Old);
        await bench.ConsentAsync(true, Merges.Kept);
        await bench.ConsentAsync(false, Merges.Old, byCustomer: true);
        foreach (var member in new[] { Merges.Kept, Merges.Old })
        {
            for (var i = 0; i < 4; i++)
            {
                bench.Clock.AdvanceSeconds(1);
                await bench.CountAsync(Some.Coffees(1, $"{member}-{i}", At(bench), member));
            }

            await bench.CountAsync(
                Some.CoffeesBack(1, $"{member}-r", $"{member}-0") with { Member = MemberId.Parse(member) },
                Some.Void($"{member}-v", "never", member: member));
        }

        await UseAsync(bench, "k-1", Merges.Kept, 0, null, "kept-1");
        await UseAsync(bench, "o-1", Merges.Old, 0, null, "old-1");
        await UseAsync(bench, "o-2", Merges.Old, 0, Duration.FromHours(1), null);
        return bench;
    }

    /// <summary>Merges, and lets what comes under the old number be refunded, redeemed and bought.</summary>
    private static async Task LiveTogetherAsync(SendingBench bench)
    {
        await bench.MergeAsync();
        bench.Clock.AdvanceSeconds(1);
        await bench.CountAsync(Some.Coffees(1, "since", At(bench), Merges.Old));
        bench.Clock.AdvanceSeconds(1);
        await bench.CountAsync(Some.Void("old-v1", "old-1", At(bench), Merges.Kept));
        await bench.ConsentAsync(false, Merges.Kept);
    }

    private static async Task UseAsync(SendingBench bench, string id, string member, int place, Duration? hold, string? purchase)
    {
        var code = (await bench.MemberAsync(member)).Rewards.Open.Where(reward => reward.State is RewardState.Open).ElementAt(place).Code;
        var request = new RedemptionRequest(
            RedemptionId.Parse(id), code, StoreId.Parse("riga-1"), purchase is null ? null : EventId.Parse(purchase), null, hold);
        Assert.IsType<RedemptionResult.Done>(await bench.Get<RedemptionDesk>().RedeemAsync(request, CancellationToken.None));
    }

    private static string At(SendingBench bench) => InstantPattern.ExtendedIso.Format(bench.Now);
}
