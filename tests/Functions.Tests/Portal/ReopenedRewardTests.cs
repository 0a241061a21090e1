using Loyalty.Domain.Rewards;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>What refunds and voids do to a reward that was used on a purchase.</summary>
public sealed class ReopenedRewardTests
{
    [Fact]
    public async Task A_void_gives_the_reward_back_whichever_of_the_three_came_first()
    {
        await using var bench = await PortalBench.StartAsync(PortalProgram.OfRefunds("keep"));
        await AssertInAnyOrderAsync(bench, "void", "open", ["buy", "void", "use"]);
    }

    [Fact]
    public async Task A_refund_of_all_gives_it_back_where_the_program_says_so_whatever_came_first()
    {
        await using var reopening = await PortalBench.StartAsync(PortalProgram.OfRefunds("reopen"));
        await AssertInAnyOrderAsync(reopening, "all", "open", ["buy", "refund 400", "refund 600", "use"]);
        await AssertInAnyOrderAsync(reopening, "part", "redeemed", ["buy", "refund 400", "use"]);

        await using var keeping = await PortalBench.StartAsync(PortalProgram.OfRefunds("keep"));
        await AssertInAnyOrderAsync(keeping, "kept", "redeemed", ["buy", "refund 1000", "use"]);
    }

    [Fact]
    public async Task A_reward_that_is_given_back_has_seven_days_left_and_is_good_for_another_purchase()
    {
        await using var bench = await PortalBench.StartAsync(PortalProgram.OfRefunds("reopen"));
        var code = await CoffeeAsync(bench, "m-1");
        await bench.MoveToAsync("2026-12-20");
        await UseAsync(bench, code, "u-1", "t-1");

        await bench.BuyAsync(Some.Void("v-1", "t-1"));

        var reward = (await bench.RewardsAsync())[code];
        Assert.Equal(("open", "2026-12-27"), (reward.GetProperty("status").GetString(), reward.GetProperty("expiresOn").GetString()));
        Assert.Equal("200 reopened null", await bench.ConfirmAsync("u-1").ToldAsync());
        await UseAsync(bench, code, "u-2", "t-2");
        await bench.BuyAsync(Some.Refund("r-1", "t-1"));
        Assert.Equal("redeemed", (await bench.RewardsAsync())[code].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_reward_that_has_longer_keeps_its_last_date()
    {
        await using var bench = await PortalBench.StartAsync(PortalProgram.OfRefunds("reopen"));
        var code = await CoffeeAsync(bench, "m-1");
        await UseAsync(bench, code, "u-1", "t-1");

        await bench.BuyAsync(Some.Void("v-1", "t-1"));

        Assert.Equal("2026-12-22", (await bench.RewardsAsync())[code].GetProperty("expiresOn").GetString());
    }

    [Fact]
    public async Task A_redemption_that_names_no_purchase_is_left_alone()
    {
        await using var bench = await PortalBench.StartAsync(PortalProgram.OfRefunds("reopen"));
        var code = await CoffeeAsync(bench, "m-1");
        await bench.RedeemAsync("u-1", code).ToldAsync();

        await bench.BuyAsync(Some.Purchase("t-1"), Some.Void("v-1", "t-1"));

        Assert.Equal("redeemed", (await bench.RewardsAsync())[code].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_reward_whose_own_ground_is_gone_too_is_revoked_in_whichever_order_the_two_go()
    {
        await using var bench = await PortalBench.StartAsync(PortalProgram.OfRefunds("reopen"));
        foreach (var (member, voids) in new[] { ("ground", new[] { "p-1", "t-1" }), ("use", ["t-1", "p-1"]) })
        {
            var code = await CoffeeAsync(bench, member);
            await UseAsync(bench, code, $"u-{member}", "t-1");
            foreach (var purchase in voids)
            {
                await bench.BuyAsync(Some.Void($"v-{purchase}", purchase, member: member));
            }

            Assert.Equal("revoked", (await bench.RewardsAsync(member))[code].GetProperty("status").GetString());
        }

        var both = await CoffeeAsync(bench, "both");
        await UseAsync(bench, both, "u-both", "t-1");
        await bench.BuyAsync(Some.Void("v-1", "t-1", member: "both"), Some.Void("v-2", "p-1", member: "both"));
        Assert.Equal("revoked", (await bench.RewardsAsync("both"))[both].GetProperty("status").GetString());
    }

    [Fact]
    public async Task As_many_as_can_be_used_on_a_purchase_come_back_with_many_purchases_at_once()
    {
        const int Purchases = 14;
        await using var bench = await PortalBench.StartAsync(PortalProgram.OfRefunds("keep"));
        await bench.BuyAsync(Some.Coffees((Purchases * UsedReward.MostOnPurchase) + 1));
        var codes = await bench.CodesAsync();
        for (var number = 0; number < codes.Count - 1; number++)
        {
            await UseAsync(bench, codes[number], $"u-{number}", $"t-{number / UsedReward.MostOnPurchase}");
        }

        Assert.Equal("409 purchaseFull", await bench.RedeemAsync("more", codes[^1], "\"purchase\":\"t-1\"").ToldAsync());

        await bench.BuyAsync([.. Enumerable.Range(0, Purchases).Select(i => Some.Void($"v-{i}", $"t-{i}"))]);

        Assert.Equal(codes.Order(), (await bench.CodesAsync()).Order());
    }

    private static async Task AssertInAnyOrderAsync(PortalBench bench, string name, string status, string[] steps)
    {
        foreach (var (order, number) in Orders(steps).Select((order, number) => (order, number)))
        {
            var member = $"{name}-{number}";
            var code = await CoffeeAsync(bench, member);
            foreach (var step in order)
            {
                await (step switch
                {
                    "use" => UseAsync(bench, code, $"u-{member}", "t-1"),
                    "buy" => bench.BuyAsync(Some.Purchase("t-1", 1000, member: member)),
                    "void" => bench.BuyAsync(Some.Void("v-1", "t-1", member: member)),
                    _ => bench.BuyAsync(Some.Refund($"r-{step.Split(' ')[1]}", "t-1", int.Parse(step.Split(' ')[1]), member: member)),
                });
            }

            Assert.True(
                status == (await bench.RewardsAsync(member))[code].GetProperty("status").GetString(), string.Join(", ", order));
            Assert.Equal(
                status == "open" ? "200 reopened null" : "200 redeemed null", await bench.RedeemAsync($"u-{member}", code).ToldAsync());
        }
    }

    private static IEnumerable<string[]> Orders(string[] steps) => steps.Length <= 1
        ? [steps]
        : steps.SelectMany(first => Orders([.. steps.Where(step => step != first)]).Select(rest => (string[])[first, .. rest]));

    private static async Task<string> CoffeeAsync(PortalBench bench, string member)
    {
        await bench.BuyAsync(Some.Coffees(1, member: member));
        return Assert.Single(await bench.CodesAsync(member));
    }

    private static async Task UseAsync(PortalBench bench, string code, string id, string purchase) => Assert.Matches(
        "^201 (redeemed|reopened) null$",
        await bench.RedeemAsync(id, code, $"\"purchase\":\"{purchase}\"").ToldAsync());
}
