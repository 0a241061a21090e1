using System.Text;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>What a reward at the till costs, call by call.</summary>
public sealed class RedemptionCostTests : IAsyncLifetime
{
    private PortalBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await PortalBench.StartAsync(PortalProgram.OfRefunds("reopen"));

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task To_redeem_costs_two_point_reads_an_insert_and_a_transaction()
    {
        var code = await FirstAsync(2);

        Assert.Equal("201 redeemed null", await bench.RedeemAsync("u-1", code).ToldAsync());

        AssertCost(["code", "member"], "redemptions: redemption", $"members: member redemption:u-1 reward:{Stored(code)}");
    }

    [Fact]
    public async Task To_hold_costs_as_much_and_to_confirm_no_insert()
    {
        var code = await FirstAsync(2);

        await bench.RedeemAsync("h-1", code, "\"holdMinutes\":5").ToldAsync();
        AssertCost(["code", "member"], "redemptions: redemption", $"members: member redemption:h-1 reward:{Stored(code)}");

        Assert.Equal("200 redeemed null", await bench.ConfirmAsync("h-1").ToldAsync());
        AssertCost(["redemption", "member"], $"members: member redemption:h-1 reward:{Stored(code)}");
    }

    [Fact]
    public async Task To_name_the_purchase_costs_one_read_more()
    {
        var code = await FirstAsync(2);

        await bench.RedeemAsync("u-1", code, "\"purchase\":\"p-9\"").ToldAsync();

        AssertCost(
            ["code", "member", "refunds:p-9"],
            "redemptions: redemption",
            $"members: member refunds:p-9 redemption:u-1 reward:{Stored(code)}");
    }

    [Fact]
    public async Task A_store_where_it_is_still_yesterday_pays_no_more_for_what_has_expired_elsewhere()
    {
        await using var far = await PortalBench.StartAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(PortalProgram.OfRefunds("keep").Span)
            .Replace("\"tiers\": {", """ "stores": { "far-1": { "zone": "Pacific/Honolulu", "dayStart": "04:00" } }, "tiers": { """, StringComparison.Ordinal)));
        await far.BuyAsync(Some.Coffees(1));
        var code = Assert.Single(await far.CodesAsync());
        await far.MoveToAsync("2026-12-23");
        await far.BuyAsync(Some.Purchase("p-2", at: "2026-12-23T10:00:00Z"));
        Assert.Equal("409 expired", await far.RedeemAsync("u-1", code).ToldAsync());
        far.Store.Forget();

        Assert.Equal("201 redeemed null", await far.RedeemAsync("u-1", code, store: "far-1").ToldAsync());

        Assert.Equal(["code", "member"], far.Store.Reads);
    }

    [Fact]
    public async Task To_ask_for_a_member_costs_one_point_read()
    {
        await FirstAsync(3);

        await bench.GetJsonAsync("/api/members/m-1");

        AssertCost(["member"]);
    }

    private async Task<string> FirstAsync(int coffees)
    {
        await bench.BuyAsync(Some.Coffees(coffees));
        var code = (await bench.CodesAsync())[0];
        bench.Store.Forget();
        return code;
    }

    private void AssertCost(string[] reads, params string[] commits)
    {
        Assert.Equal(reads, bench.Store.Reads);
        Assert.Equal(
            commits,
            bench.Store.Commits.Select(commit => $"{commit.Table}: {string.Join(' ', commit.Writes.Select(write => write.Key))}"));
        Assert.Equal(0, bench.Store.Ranges);
        Assert.All(bench.Store.Commits.Where(commit => commit.Table == Tables.Redemptions), commit => Assert.IsType<Write.Insert>(commit.Writes[0]));
        bench.Store.Forget();
    }

    private static string Stored(string code) => code.Replace("-", "");
}
