using System.Net;
using System.Text.RegularExpressions;
using Loyalty.Functions.Portal.Links;
using NodaTime;

namespace Loyalty.Functions.Tests.Portal;

public sealed partial class GetMemberTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_without_purchases_is_at_the_beginning()
    {
        using var put = await bench.PutAsync("new", "{}");

        Assert.Equal(
            """
            {"member":"new","tier":"bronze","tierUntil":null,"spend":0,"visits":0,"lifetimeSpend":0,"lifetimeVisits":0,
            "streaks":{"weekly":{"current":0,"best":0}},"entitled":{},"next":{"level":"silver","spendNeeded":10000,"visitsNeeded":null},
            "keep":null,"benefits":[],"rewards":[],"stamps":{"coffee":{"have":0,"every":3}},"cardUrl":"URL"}
            """.ReplaceLineEndings(""),
            CardUrl().Replace(await TextAsync("/api/members/new"), "URL"));
    }

    [Fact]
    public async Task A_member_is_told_where_they_stand_and_what_is_next()
    {
        await bench.BuyAsync(
            Some.Purchase("p-1", 9_000, "2026-03-01T10:00:00Z", "regular"),
            Some.Purchase("p-2", 3_000, member: "regular") with { Lines = [Some.Line("coffee", 2, 3_000)] });

        var member = await bench.GetJsonAsync("/api/members/regular");

        Assert.Equal("silver", member.GetProperty("tier").GetString());
        Assert.Equal("2027-11-22", member.GetProperty("tierUntil").GetString());
        Assert.Equal("""{"level":"gold","spendNeeded":38000,"visitsNeeded":18}""", member.GetProperty("next").GetRawText());
        Assert.Equal(
            """{"level":"silver","spendNeeded":0,"visitsNeeded":null,"by":"2027-11-21"}""", member.GetProperty("keep").GetRawText());
        Assert.Equal("""["Free oat milk","A seat"]""", member.GetProperty("benefits").GetRawText());
        Assert.Equal("""{"coffee":{"have":2,"every":3}}""", member.GetProperty("stamps").GetRawText());
        Assert.Equal("""{"tier:silver":1}""", member.GetProperty("entitled").GetRawText());
        var reward = Assert.Single(member.GetProperty("rewards").EnumerateArray());
        Assert.Equal(
            """
            {"code":"CODE","reward":"fiver","name":"5 euro off","kind":"amount","amount":500,"minSpend":1500,"stores":["riga-1"],
            "status":"open","issuedAt":"2026-11-22T12:00:00Z","expiresOn":"2027-02-20","because":"Silver reached on 2026-11-22"}
            """.ReplaceLineEndings(""),
            reward.GetRawText().Replace(reward.GetProperty("code").GetString()!, "CODE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AsOf_asks_for_another_date()
    {
        await bench.BuyAsync(
            Some.Purchase("p-1", 9_000, "2026-03-01T10:00:00Z", "dated"), Some.Purchase("p-2", 1_000, "2026-11-22T10:00:00Z", "dated"));

        Assert.Equal(("bronze", 0), await AsOfAsync("2026-02-28"));
        Assert.Equal(("bronze", 9_000), await AsOfAsync("2026-03-01"));
        Assert.Equal(("silver", 10_000), await AsOfAsync("2026-11-22"));
        Assert.Equal(("silver", 1_000), await AsOfAsync("2027-11-21"));
        Assert.Equal(("bronze", 0), await AsOfAsync("2027-11-22"));
        Assert.Equal(("bronze", 0), await AsOfAsync("9000-12-31"));

        async Task<(string?, long)> AsOfAsync(string date)
        {
            var member = await bench.GetJsonAsync($"/api/members/dated?asOf={date}");
            return (member.GetProperty("tier").GetString(), member.GetProperty("spend").GetInt64());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("today")]
    [InlineData("2026-02-30")]
    [InlineData("2026-11-22T00:00:00Z")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("2026-11-22&asOf=2026-11-23")]
    public async Task A_wrong_asOf_is_400(string date)
    {
        using var put = await bench.PutAsync("asof", "{}");

        using var answer = await bench.GetAsync($"/api/members/asof?asOf={date}");

        Assert.Equal(["/asOf"], await PortalBench.PointersAsync(answer));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a%20b")]
    [InlineData("%01")]
    [InlineData("a%2Fb")]
    [InlineData("a%2F..%2F..%2Fb")]
    [InlineData("%2e%2e%2fmember")]
    [InlineData("a%5Cb")]
    [InlineData("a%23b")]
    [InlineData("a%3Fb")]
    [InlineData("m%27%20or%20%271%27=%271")]
    [InlineData("%C4%81")]
    [InlineData("%ff%fe")]
    [InlineData("-a")]
    [InlineData("{member}")]
    public async Task An_id_that_nobody_has_is_404_however_hostile(string id)
    {
        foreach (var path in new[] { $"/api/members/{id}", $"/api/members/{id}/rewards" })
        {
            using var answer = await bench.GetAsync(path);

            await PortalBench.ProblemAsync(answer, 404);
        }
    }

    [Fact]
    public async Task An_id_has_at_most_128_characters()
    {
        using var longest = await bench.PutAsync(new string('a', 128), "{}");
        using var longer = await bench.PutAsync(new string('a', 129), "{}");

        Assert.Equal(HttpStatusCode.OK, longest.StatusCode);
        Assert.Equal(["/member"], await PortalBench.PointersAsync(longer));
        await PortalBench.ProblemAsync(await bench.GetAsync($"/api/members/{new string('a', 5_000)}"), 404);
    }

    [Fact]
    public async Task The_address_of_the_card_opens_it_for_thirty_days()
    {
        using var put = await bench.PutAsync("carded", "{}");
        var member = await bench.GetJsonAsync("/api/members/carded");

        var url = new Uri(member.GetProperty("cardUrl").GetString()!);

        var target = bench.Links.Open(LinkPurpose.Card, url.Segments[^1], bench.Now + Duration.FromDays(30));
        Assert.Equal("carded", target?.Member.ToString());
        Assert.Null(bench.Links.Open(LinkPurpose.Card, url.Segments[^1], bench.Now + Duration.FromDays(30) + Duration.FromSeconds(1)));
    }

    private async Task<string> TextAsync(string path) => await (await bench.GetAsync(path)).Content.ReadAsStringAsync(Cancellation);

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+/card/[A-Za-z0-9_-]{100,}")]
    private static partial Regex CardUrl();
}
