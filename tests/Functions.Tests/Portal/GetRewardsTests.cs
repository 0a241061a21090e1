namespace Loyalty.Functions.Tests.Portal;

public sealed class GetRewardsTests
{
    [Fact]
    public async Task Rewards_are_told_newest_first_with_what_became_of_them()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.BuyAsync(Some.Coffees(3, "p-1"));
        await bench.MoveToAsync("2026-12-23");
        await bench.BuyAsync(Some.Coffees(3, "p-2", "2026-12-23T10:00:00Z"));
        await bench.MoveToAsync("2026-12-24");
        await bench.BuyAsync(Some.Coffees(3, "p-3", "2026-12-24T10:00:00Z"));
        await bench.BuyAsync(Some.Void("v-1", "p-2", "2026-12-24T10:00:00Z"));

        var rewards = (await bench.GetJsonAsync("/api/members/m-1/rewards")).EnumerateArray().ToList();

        Assert.Equal(
            [("revoked", "2027-01-23"), ("open", "2027-01-22"), ("expired", "2026-12-22")],
            rewards.Select(reward => (reward.GetProperty("status").GetString(), reward.GetProperty("expiresOn").GetString())));
        var open = Assert.Single((await bench.GetJsonAsync("/api/members/m-1")).GetProperty("rewards").EnumerateArray());
        Assert.Equal(rewards[1].GetRawText(), open.GetRawText());
        Assert.Equal("Coffee card: 3 stamps on 2026-12-23", open.GetProperty("because").GetString());
        Assert.Matches("^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$", open.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_member_without_rewards_has_an_empty_list()
    {
        await using var bench = await PortalBench.StartAsync();
        using var put = await bench.PutAsync("m-1", "{}");

        Assert.Equal("[]", (await bench.GetJsonAsync("/api/members/m-1/rewards")).GetRawText());
    }
}
