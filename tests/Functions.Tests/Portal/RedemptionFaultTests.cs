using System.Collections.Concurrent;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>What lost replies and others at the same time do to redemptions.</summary>
public sealed class RedemptionFaultTests : IAsyncLifetime
{
    private PortalBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await PortalBench.StartAsync(PortalProgram.OfRefunds("reopen"));

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Every_call_may_fail_and_the_same_again_completes_it_once()
    {
        for (var failing = 1; failing <= 6; failing++)
        {
            foreach (var fault in new[] { WatchedStore.Fault.Before, WatchedStore.Fault.After })
            {
                var id = $"{failing}-{fault}";
                await bench.BuyAsync(Some.Coffees(2, member: id));
                var codes = await bench.CodesAsync(id);

                var redeem = $"\"purchase\":\"t-{id}\"";
                await FailAsync(failing, fault, () => bench.RedeemAsync($"u-{id}", codes[0], redeem), "redeemed");
                await FailAsync(failing, fault, () => bench.RedeemAsync($"h-{id}", codes[1], "\"holdMinutes\":5"), "held");
                await FailAsync(failing, fault, () => bench.ConfirmAsync($"h-{id}", """{"purchase":"t-9"}"""), "redeemed");

                Assert.Equal("409 alreadyRedeemed", await bench.RedeemAsync($"x-{id}", codes[0]).ToldAsync());
                Assert.Equal("409 alreadyRedeemed", await bench.RedeemAsync($"x-{id}", codes[1]).ToldAsync());
                Assert.Equal(2, (await bench.RowsAsync(id, "redemption:")).Count);
                Assert.Empty(await bench.CodesAsync(id));
            }
        }
    }

    [Fact]
    public async Task An_attempt_that_came_to_nothing_leaves_the_reward_open_and_its_id_good_for_that_code()
    {
        await bench.BuyAsync(Some.Coffees(1));
        var code = Assert.Single(await bench.CodesAsync());
        var commits = 0;
        bench.Store.Faults = (_, isCommit) => isCommit && ++commits == 2 ? WatchedStore.Fault.Before : WatchedStore.Fault.None;
        Assert.Equal("503", await bench.RedeemAsync("u-1", code).ToldAsync());
        bench.Store.Faults = (_, _) => WatchedStore.Fault.None;

        Assert.Equal("404", await bench.ConfirmAsync("u-1").ToldAsync());
        Assert.Equal([code], await bench.CodesAsync());
        Assert.Equal("201 redeemed null", await bench.RedeemAsync("u-1", code).ToldAsync());
    }

    [Fact]
    public async Task Of_64_tills_at_once_on_16_codes_each_code_is_had_by_one_and_each_till_is_told_the_truth()
    {
        await bench.BuyAsync(Some.Coffees(8), Some.Coffees(8, member: "m-2"));
        string[] codes = [.. await bench.CodesAsync(), .. await bench.CodesAsync("m-2")];
        var told = new ConcurrentDictionary<string, string>();

        await Parallel.ForAsync(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (till, _) =>
        {
            // As a till does: again, with the same id, until it is told.
            string answer;
            do
            {
                answer = await bench.RedeemAsync($"till-{till}", codes[till % codes.Length]).ToldAsync();
            }
            while (answer == "503");
            told[$"till-{till}"] = answer;
        });

        var rewards = (await bench.RewardsAsync()).Concat(await bench.RewardsAsync("m-2")).ToDictionary();
        Assert.Equal(16, rewards.Count);
        foreach (var (code, reward) in rewards)
        {
            var winner = reward.GetProperty("redemption").GetProperty("id").GetString()!;
            var place = Array.IndexOf(codes, code);
            Assert.All(Enumerable.Range(0, 4).Select(round => $"till-{place + (16 * round)}"), till => Assert.Equal(
                till == winner, told[till] is "201 redeemed null" or "200 redeemed null"));
        }

        Assert.Equal(48, told.Values.Count(answer => answer == "409 alreadyRedeemed"));
    }

    [Fact]
    public async Task The_same_request_many_times_at_once_is_one_redemption()
    {
        await bench.BuyAsync(Some.Coffees(1));
        var code = Assert.Single(await bench.CodesAsync());

        var told = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => bench.RedeemAsync("u-1", code).ToldAsync()));

        Assert.Equal(15, told.Count(answer => answer == "200 redeemed null"));
        Assert.Single(told, answer => answer == "201 redeemed null");
        Assert.Single(await bench.RowsAsync("m-1", "redemption:"));
    }

    private async Task FailAsync(int failing, WatchedStore.Fault fault, Func<Task<HttpResponseMessage>> ask, string expected)
    {
        bench.Store.Forget();
        bench.Store.Faults = (call, _) => call == failing ? fault : WatchedStore.Fault.None;
        await ask().ToldAsync();
        bench.Store.Faults = (_, _) => WatchedStore.Fault.None;
        Assert.Matches($"^20[01] {expected} null$", await ask().ToldAsync());
    }
}
