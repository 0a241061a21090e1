namespace Loyalty.Functions.Tests.Portal;

/// <summary>A reward at the till, by HTTP, with each answer that there is.</summary>
public sealed class RedemptionTests : IAsyncLifetime
{
    private const string Basket = "\"basket\":{\"amount\":1900,\"lines\":[{\"category\":\"coffee\",\"quantity\":2,\"amount\":700},"
        + "{\"category\":\"bakery\",\"quantity\":1,\"amount\":1200}]}";

    private PortalBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await PortalBench.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task A_reward_is_redeemed_once_and_is_then_gone()
    {
        var code = await CoffeeAsync();

        Assert.Equal("201 redeemed 350", await bench.RedeemAsync("u-1", code, Basket).ToldAsync());
        Assert.Equal("409 alreadyRedeemed", await bench.RedeemAsync("u-2", code, Basket).ToldAsync());

        Assert.Empty(await bench.CodesAsync());
        var reward = (await bench.RewardsAsync())[code];
        Assert.Equal("redeemed", reward.GetProperty("status").GetString());
        Assert.Equal(
            """{"id":"u-1","store":"riga-1","discount":350,"at":"2026-11-22T12:00:00Z","redeemedAt":"2026-11-22T12:00:00Z"}""",
            reward.GetProperty("redemption").GetRawText());
    }

    [Fact]
    public async Task The_same_again_is_told_the_same_whatever_has_become_of_the_reward()
    {
        var code = await CoffeeAsync();

        var first = await bench.RedeemAsync("u-1", code, $"{Basket},\"purchase\":\"p-9\"").BodyAsync();

        Assert.Equal(
            $$"""{"id":"u-1","code":"{{code}}","member":"m-1","reward":"freeCoffee","status":"redeemed","store":"riga-1","discount":350,"purchase":"p-9","at":"2026-11-22T12:00:00Z","redeemedAt":"2026-11-22T12:00:00Z"}""",
            first);
        Assert.Equal("200 redeemed 350", await bench.RedeemAsync("u-1", code, Basket).ToldAsync());
        Assert.Equal(first, await bench.RedeemAsync("u-1", code).BodyAsync());
        Assert.Equal(first, await bench.ConfirmAsync("u-1").BodyAsync());
    }

    [Fact]
    public async Task A_hold_keeps_others_away_until_it_is_confirmed_or_cancelled()
    {
        var code = await CoffeeAsync();

        Assert.Equal("201 held 350", await bench.RedeemAsync("h-1", code, $"{Basket},\"holdMinutes\":30").ToldAsync());
        Assert.Equal("200 held 350", await bench.RedeemAsync("h-1", code, $"{Basket},\"holdMinutes\":30").ToldAsync());
        Assert.Equal("409 held", await bench.RedeemAsync("h-2", code).ToldAsync());
        Assert.Equal("held", (await bench.RewardsAsync())[code].GetProperty("status").GetString());
        Assert.Empty(await bench.CodesAsync());

        Assert.Equal("200 cancelled 350", await bench.CancelAsync("h-1").ToldAsync());
        Assert.Equal("200 cancelled 350", await bench.CancelAsync("h-1").ToldAsync());
        Assert.Equal("200 cancelled 350", await bench.RedeemAsync("h-1", code).ToldAsync());
        Assert.Equal("409 cancelled", await bench.ConfirmAsync("h-1").ToldAsync());
        Assert.Equal([code], await bench.CodesAsync());

        Assert.Equal("201 held null", await bench.RedeemAsync("h-3", code, "\"holdMinutes\":1440").ToldAsync());
        Assert.Equal("200 redeemed null", await bench.ConfirmAsync("h-3", "{}").ToldAsync());
        Assert.Equal("200 redeemed null", await bench.ConfirmAsync("h-3").ToldAsync());
        Assert.Equal("409 alreadyRedeemed", await bench.CancelAsync("h-3").ToldAsync());
        Assert.Equal("200 cancelled 350", await bench.RedeemAsync("h-1", code).ToldAsync());
    }

    [Fact]
    public async Task A_hold_ends_by_itself_and_may_be_confirmed_late_as_long_as_nobody_else_has_the_reward()
    {
        var (one, other) = (await CoffeeAsync(), await CoffeeAsync("p-2"));
        await bench.RedeemAsync("h-1", one, "\"holdMinutes\":60").ToldAsync();
        await bench.RedeemAsync("h-2", other, "\"holdMinutes\":60").ToldAsync();

        await bench.MoveToAsync("2026-11-23");

        Assert.Equal([other, one], await bench.CodesAsync());
        Assert.Equal("200 ended null", await bench.RedeemAsync("h-1", one).ToldAsync());
        Assert.Equal("201 redeemed null", await bench.RedeemAsync("u-1", one).ToldAsync());
        Assert.Equal("409 alreadyRedeemed", await bench.ConfirmAsync("h-1").ToldAsync());
        Assert.Equal("200 redeemed null", await bench.ConfirmAsync("h-2").ToldAsync());
        Assert.Equal("200 cancelled null", await bench.CancelAsync("h-1").ToldAsync());
        Assert.Equal("redeemed", (await bench.RewardsAsync())[one].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_reward_is_good_through_its_last_date_and_a_hold_outlasts_it()
    {
        var (held, late) = (await CoffeeAsync(), await CoffeeAsync("p-2"));
        await bench.MoveToAsync("2026-12-22");
        Assert.Equal("201 held null", await bench.RedeemAsync("h-1", held, "\"holdMinutes\":1440").ToldAsync());

        await MoveAsync("2026-12-23T11:59:00Z");

        Assert.Equal("409 expired", await bench.RedeemAsync("u-1", late).ToldAsync());
        Assert.Equal("409 held", await bench.RedeemAsync("u-2", held).ToldAsync());
        Assert.Equal("200 redeemed null", await bench.ConfirmAsync("h-1").ToldAsync());
    }

    [Fact]
    public async Task A_hold_that_has_ended_after_the_last_date_is_not_confirmed()
    {
        var code = await CoffeeAsync();
        await bench.MoveToAsync("2026-12-22");
        await bench.RedeemAsync("h-1", code, "\"holdMinutes\":1440").ToldAsync();

        await bench.MoveToAsync("2026-12-23");

        Assert.Equal("409 expired", await bench.ConfirmAsync("h-1").ToldAsync());
        Assert.Equal("409 expired", await bench.RedeemAsync("u-1", code).ToldAsync());
    }

    [Fact]
    public async Task The_terms_are_kept()
    {
        await bench.BuyAsync(Some.Purchase("p-1", 10_000));
        var fiver = Assert.Single(await bench.CodesAsync());

        Assert.Equal("409 notHere", await bench.RedeemAsync("u-1", fiver, store: "lisbon-1").ToldAsync());
        Assert.Equal("409 basketTooSmall", await bench.RedeemAsync("u-1", fiver, "\"basket\":{\"amount\":1499}").ToldAsync());
        Assert.Equal("201 redeemed 500", await bench.RedeemAsync("u-1", fiver, "\"basket\":{\"amount\":1500}").ToldAsync());

        var coffee = await CoffeeAsync("p-2");
        var bread = "\"basket\":{\"amount\":300,\"lines\":[{\"category\":\"bakery\",\"quantity\":1,\"amount\":300}]}";
        Assert.Equal("409 notInBasket", await bench.RedeemAsync("u-2", coffee, bread).ToldAsync());
    }

    [Fact]
    public async Task A_revoked_reward_and_a_code_that_is_none_are_refused()
    {
        var code = await CoffeeAsync();
        await bench.BuyAsync(Some.Void("v-1", "p-1"));

        Assert.Equal("409 revoked", await bench.RedeemAsync("u-1", code).ToldAsync());
        Assert.Equal("404", await bench.RedeemAsync("u-1", "2222-2222-2222").ToldAsync());
        Assert.Equal("404", await bench.RedeemAsync("u-1", "coffee").ToldAsync());
        Assert.Equal("404", await bench.ConfirmAsync("never").ToldAsync());
        Assert.Equal("404", await bench.CancelAsync("never").ToldAsync());
        Assert.Equal("404", await bench.ConfirmAsync("u-1").ToldAsync());
        Assert.Equal("404", await bench.CancelAsync("$").ToldAsync());
    }

    [Fact]
    public async Task An_id_is_for_one_code()
    {
        var (one, other) = (await CoffeeAsync(), await CoffeeAsync("p-2"));
        await bench.RedeemAsync("u-1", one).ToldAsync();

        Assert.Equal("409 idUsedForAnotherCode", await bench.RedeemAsync("u-1", other).ToldAsync());
        Assert.Equal([other], await bench.CodesAsync());
        await bench.RedeemAsync("u-2", other).ToldAsync();
        Assert.Equal("409 idUsedForAnotherCode", await bench.RedeemAsync("u-1", other).ToldAsync());
    }

    [Fact]
    public async Task A_code_is_taken_as_a_cashier_types_it()
    {
        var code = await CoffeeAsync();

        Assert.Equal("201 redeemed null", await bench.RedeemAsync("u-1", code.Replace("-", " ").ToLowerInvariant()).ToldAsync());
    }

    [Theory]
    [InlineData("{}", "/id /code /store")]
    [InlineData("""{"id":"a b","code":7,"store":""}""", "/id /code /store")]
    [InlineData("""{"id":"a","code":"x","store":"s","purchase":"","holdMinutes":0,"basket":7}""", "/purchase /basket /holdMinutes")]
    [InlineData("""{"id":"a","code":"x","store":"s","holdMinutes":1441,"basket":{"amount":-1,"lines":[]}}""", "/basket/amount /basket/lines /holdMinutes")]
    [InlineData("""{"id":"a","code":"x","store":"s","holdMinutes":1.0,"basket":{}}""", "/basket/amount /holdMinutes")]
    [InlineData("""{"id":"a","code":"x","store":"s","basket":{"amount":2,"lines":[{"category":"c","quantity":1,"amount":1}]}}""", "/basket/lines")]
    [InlineData("[]", "")]
    public async Task A_bad_request_is_refused_with_all_its_errors(string body, string pointers)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await bench.Till.PostAsync("/api/redemptions", content, CancellationToken.None);

        Assert.Equal(pointers, string.Join(' ', await PortalBench.PointersAsync(answer)));
    }

    [Fact]
    public async Task A_confirmation_may_name_the_purchase_and_not_another_one()
    {
        var code = await CoffeeAsync();
        await bench.RedeemAsync("h-1", code, "\"holdMinutes\":5").ToldAsync();

        Assert.Equal(["/purchase"], await PortalBench.PointersAsync(await bench.ConfirmAsync("h-1", """{"purchase":7}""")));
        Assert.Contains("\"purchase\":\"p-9\"", await bench.ConfirmAsync("h-1", """{"purchase":"p-9"}""").BodyAsync(), StringComparison.Ordinal);
        Assert.Equal("200 redeemed null", await bench.ConfirmAsync("h-1", """{"purchase":"p-9"}""").ToldAsync());
        Assert.Equal("409 otherPurchase", await bench.ConfirmAsync("h-1", """{"purchase":"p-8"}""").ToldAsync());
    }

    private async Task<string> CoffeeAsync(string purchase = "p-1")
    {
        using var known = await bench.GetAsync("/api/members/m-1");
        var before = known.IsSuccessStatusCode ? await bench.CodesAsync() : [];
        await bench.BuyAsync(Some.Coffees(3, purchase));
        return Assert.Single(await bench.CodesAsync(), code => !before.Contains(code));
    }

    private async Task MoveAsync(string instant)
    {
        using var content = new StringContent($$"""{"now":"{{instant}}"}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await bench.Staff.PostAsync("/local/clock", content, CancellationToken.None);
        Assert.True(answer.IsSuccessStatusCode);
    }
}
