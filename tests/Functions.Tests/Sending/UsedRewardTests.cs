using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Portal.Redemptions;
using NodaTime;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>What the timers make of rewards that tills hold and use.</summary>
public sealed class UsedRewardTests
{
    private const string Stamps = """
        "stamps": [ { "id": "card", "name": "Card", "count": "visits", "every": 1, "reward": "cake" } ],
        """;

    [Fact]
    public async Task The_end_of_a_reward_that_comes_back_is_not_announced_again()
    {
        await using var bench = await StartAsync();
        var code = (await OpenAsync(bench)).Code;
        await bench.PassToAsync("2026-02-28T10:00:00Z");
        Assert.Single(bench.Sent());

        await AskAsync(bench, code, "h-1", Duration.FromHours(1));
        await bench.Get<RedemptionDesk>().CancelAsync(RedemptionId.Parse("h-1"), CancellationToken.None);
        await bench.PassToAsync("2026-03-03T10:00:00Z");
        await AskAsync(bench, code, "u-1", null);
        await bench.CountAsync(Some.Void("v-1", "t-1", at: "2026-03-03T10:00:00Z"));
        Assert.Equal(new LocalDate(2026, 3, 10), (await OpenAsync(bench)).ExpiresOn);

        await bench.PassToAsync("2026-04-30T00:00:00Z");

        Assert.Single(bench.Sent());
    }

    [Fact]
    public async Task The_end_of_a_held_reward_is_announced_once_its_hold_has_ended_by_itself()
    {
        await using var bench = await StartAsync();
        var code = (await OpenAsync(bench)).Code;
        await bench.PassToAsync("2026-02-26T12:00:00Z");
        await AskAsync(bench, code, "h-1", Duration.FromHours(24));

        await bench.PassToAsync("2026-04-30T00:00:00Z");

        Assert.Equal([$"rewardExpiring {code.Stored} at 2026-02-27T12:00:00Z"], bench.Sent());
    }

    [Fact]
    public async Task A_held_reward_that_has_lost_its_ground_is_revoked_when_its_hold_ends()
    {
        await using var bench = await StartAsync();
        var code = (await OpenAsync(bench)).Code;
        await AskAsync(bench, code, "h-1", Duration.FromHours(5));
        await bench.CountAsync(Some.Void("v-1", "p-1", at: "2026-01-05T10:00:00Z"));
        Assert.Equal(["stamp:card cake on 2026-01-05"], bench.Rewards());

        await bench.PassAsync(Duration.FromHours(6));

        Assert.Equal(["stamp:card cake on 2026-01-05 revoked"], bench.Rewards());
    }

    private static async Task<SendingBench> StartAsync()
    {
        var bench = await SendingBench.StartAsync(
            SendingProgram.Of(""" "rewardExpiring": { "daysBefore": 7 } """, more: Stamps), "2026-01-05T10:00:00Z");
        await bench.EnrolAsync();
        await bench.BuyAsync("p-1");
        return bench;
    }

    private static async Task<Reward> OpenAsync(SendingBench bench) => Assert.Single((await bench.MemberAsync()).Rewards.Open);

    private static async Task AskAsync(SendingBench bench, RewardCode code, string id, Duration? hold)
    {
        var request = new RedemptionRequest(
            RedemptionId.Parse(id), code, StoreId.Parse("riga-1"), EventId.Parse("t-1"), null, hold);
        Assert.IsType<RedemptionResult.Done>(await bench.Get<RedemptionDesk>().RedeemAsync(request, CancellationToken.None));
    }
}
