using System.Text;
using System.Text.Json;

namespace Loyalty.Functions.Tests.Portal;

public sealed class PostPreviewTests
{
    [Fact]
    public async Task A_preview_costs_one_point_read_and_stores_nothing()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.BuyAsync(Some.Purchase("p-1", 9_000));
        using var warm = await PreviewAsync(bench, Basket(1_000));
        bench.Store.Forget();

        using var answer = await PreviewAsync(bench, Basket(1_000));

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(["member"], bench.Store.Reads);
        Assert.Equal((1, 0), (bench.Store.Calls, bench.Store.Ranges));
        Assert.Empty(bench.Store.Commits);
    }

    [Fact]
    public async Task What_a_preview_says_is_what_the_member_is_told_once_it_is_counted()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.BuyAsync(Some.Purchase("p-1", 9_000), Some.Purchase("p-2", 500) with { Lines = [Some.Line("coffee", 2, 500)] });

        var preview = await JsonAsync(bench, Basket(700, """[{"category":"coffee","quantity":1,"amount":700}]"""));
        await bench.BuyAsync(Some.Purchase("p-3", 700) with { Lines = [Some.Line("coffee", 1, 700)] });
        var member = await bench.GetJsonAsync("/api/members/m-1");

        Assert.Equal("bronze", preview.GetProperty("tierBefore").GetString());
        foreach (var same in new[] { "tier", "tierUntil", "spend", "visits" })
        {
            Assert.Equal(member.GetProperty(same).GetRawText(), preview.GetProperty(same).GetRawText());
        }

        Assert.Equal(
            member.GetProperty("rewards").EnumerateArray().Select(Promise).Order(),
            preview.GetProperty("rewards").EnumerateArray().Select(Promise).Order());
        Assert.Equal("""{"coffee":{"have":0,"before":2,"every":3}}""", preview.GetProperty("stamps").GetRawText());
        Assert.Equal("""{"weekly":{"current":1,"before":1,"best":1}}""", preview.GetProperty("streaks").GetRawText());

        static string Promise(JsonElement reward) => $"{reward.GetProperty("reward")} until {reward.GetProperty("expiresOn")}";
    }

    [Fact]
    public async Task Somebody_who_was_never_seen_has_a_preview_too_and_is_still_not_there()
    {
        await using var bench = await PortalBench.StartAsync();

        var preview = await JsonAsync(bench, Basket(1_000));

        Assert.StartsWith(
            """{"spend":9000,"tier":"silver","visit":false,"streaks":[],"stamps":[],"rewards":[{"key":"tier:silver",""",
            preview.GetProperty("next").GetRawText(),
            StringComparison.Ordinal);
        using var member = await bench.GetAsync("/api/members/m-1");
        Assert.Equal(404, (int)member.StatusCode);
    }

    [Fact]
    public async Task Open_rewards_that_the_basket_could_use_come_best_first()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.BuyAsync(Some.Purchase("p-1", 10_000), Some.Coffees(3, "p-2"));

        var here = await UsableAsync(Basket(2_000, """[{"category":"coffee","quantity":2,"amount":600},{"category":"bakery","quantity":1,"amount":1400}]"""));
        var small = await UsableAsync(Basket(1_499));
        var elsewhere = await UsableAsync(Basket(2_000).Replace("riga-1", "riga-2", StringComparison.Ordinal));

        Assert.Equal([("fiver", 500), ("freeCoffee", 300)], here);
        Assert.Equal([("freeCoffee", null)], small);
        Assert.Equal([("freeCoffee", null)], elsewhere);

        async Task<IReadOnlyList<(string Reward, int? TakesOff)>> UsableAsync(string basket) =>
        [
            .. (await JsonAsync(bench, basket)).GetProperty("usable").EnumerateArray()
                .Select(one => (one.GetProperty("reward").GetString()!, one.GetProperty("takesOff") is { ValueKind: JsonValueKind.Number } off ? off.GetInt32() : (int?)null)),
        ];
    }

    [Theory]
    [InlineData("""{"member":"-a","amount":-1,"at":"today"}""", "/amount", "/member", "/store", "/at")]
    [InlineData("""{"member":"m-1","store":"s","amount":5,"lines":[{"category":"a","quantity":1,"amount":4}]}""", "/lines")]
    [InlineData("""{"member":"m-1","store":"s","amount":5,"at":"2026-11-24T12:00:01Z","discount":1.5}""", "/at", "/discount")]
    [InlineData("[]", "")]
    public async Task A_basket_with_mistakes_is_400_with_all_of_them(string basket, params string[] pointers)
    {
        await using var bench = await PortalBench.StartAsync();

        using var answer = await PreviewAsync(bench, basket);

        Assert.Equal(pointers, await PortalBench.PointersAsync(answer));
    }

    private static string Basket(long amount, string lines = "null") =>
        $$"""{"member":"m-1","store":"riga-1","amount":{{amount}},"lines":{{lines}}}""";

    private static async Task<JsonElement> JsonAsync(PortalBench bench, string basket) =>
        await PortalBench.JsonAsync(await PreviewAsync(bench, basket));

    private static async Task<HttpResponseMessage> PreviewAsync(PortalBench bench, string basket)
    {
        using var content = new StringContent(basket, Encoding.UTF8, "application/json");
        return await bench.Till.PostAsync("/api/preview", content, CancellationToken.None);
    }
}
