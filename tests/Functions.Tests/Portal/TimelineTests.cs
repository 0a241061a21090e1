using System.Text.Json;

namespace Loyalty.Functions.Tests.Portal;

public sealed class TimelineTests
{
    [Fact]
    public async Task What_happened_is_told_newest_first()
    {
        await using var bench = await PortalBench.StartAsync();
        await FillAsync(bench);

        var items = await ItemsAsync(bench, "take=200");

        // What is of one instant has an order of its own, which does not come from these names.
        Assert.Equal(Expected.Order(), items.Select(Shown).Order());
        Assert.All(items.Zip(items.Skip(1)), pair => Assert.True(At(pair.First) >= At(pair.Second)));
        Assert.True(items.FindIndex(item => Shown(item) == "tier bronze silver") < items.FindIndex(item => Shown(item) == "purchase p-2"));
    }

    [Fact]
    public async Task Pages_have_everything_once_whatever_comes_between_them()
    {
        await using var bench = await PortalBench.StartAsync();
        await FillAsync(bench);
        var whole = (await ItemsAsync(bench, "take=200")).ConvertAll(item => item.GetRawText());

        foreach (var take in new[] { 1, 3, 12 })
        {
            var paged = new List<string>();
            var after = "";
            do
            {
                var page = await PageAsync(bench, $"take={take}{after}");
                paged.AddRange(page.GetProperty("timeline").EnumerateArray().Select(item => item.GetRawText()));
                after = page.GetProperty("next").GetString() is { } next ? $"&after={next}" : "";
                await bench.BuyAsync(Some.Purchase($"new-{take}-{paged.Count}", 1, "2026-11-21T11:59:59Z"));
            }
            while (after.Length > 0);

            var seen = paged.Where(item => !item.Contains("new-", StringComparison.Ordinal)).ToList();
            Assert.Equal(whole, seen);
        }
    }

    [Fact]
    public async Task It_is_read_from_one_partition_and_nothing_is_written()
    {
        await using var bench = await PortalBench.StartAsync();
        await FillAsync(bench);
        bench.Store.Forget();

        await PageAsync(bench, "");

        Assert.Equal(["member"], bench.Store.Reads);
        Assert.Equal(10, bench.Store.Ranges);
        Assert.Empty(bench.Store.Commits);
    }

    [Theory]
    [InlineData("after=x!", "/after")]
    [InlineData("after=YWJj", "/after")]
    [InlineData("take=0", "/take")]
    [InlineData("take=201&after=%20", "/after", "/take")]
    public async Task A_place_or_a_number_that_is_none_is_400(string query, params string[] pointers)
    {
        await using var bench = await PortalBench.StartAsync();

        using var answer = await bench.Staff.GetAsync($"/api/members/m-1/timeline?{query}", CancellationToken.None);

        Assert.Equal(pointers, await PortalBench.PointersAsync(answer));
    }

    [Fact]
    public async Task A_member_who_was_never_seen_has_none()
    {
        await using var bench = await PortalBench.StartAsync();

        await PortalBench.ProblemAsync(await bench.Staff.GetAsync("/api/members/nobody/timeline", CancellationToken.None), 404);
    }

    [Fact]
    public async Task What_ends_by_itself_is_told_too()
    {
        await using var bench = await PortalBench.StartAsync(PortalProgram.KeepingAMonth);
        await bench.BuyAsync(Some.Coffees(3, "p-1"), Some.Purchase("p-2", 10_000), Some.Coffees(3, "p-3"));
        await bench.BuyAsync(Some.Void("v-1", "p-3"));
        await bench.MoveToAsync("2026-12-24");

        var told = (await ItemsAsync(bench, "")).ConvertAll(item => $"{item.GetProperty("at").GetString()![..10]} {Shown(item)}");

        Assert.Contains("2026-12-22 tier silver bronze", told);
        Assert.Contains("2026-12-23 reward expired freeCoffee", told);
        Assert.Contains("2026-11-22 reward revoked freeCoffee", told);
    }

    [Fact]
    public async Task What_tills_did_with_a_reward_and_what_a_void_undid_is_told()
    {
        await using var bench = await PortalBench.StartAsync();
        await bench.BuyAsync(Some.Coffees(3, "p-1"), Some.Purchase("p-2"));
        var code = Assert.Single(await bench.CodesAsync());
        Assert.Equal("201 held null", await bench.RedeemAsync("h-1", code, "\"holdMinutes\":60").ToldAsync());
        Assert.Equal("200 cancelled null", await bench.CancelAsync("h-1").ToldAsync());
        Assert.Equal("201 held null", await bench.RedeemAsync("h-2", code, "\"holdMinutes\":60").ToldAsync());
        Assert.Equal("200 redeemed null", await bench.ConfirmAsync("h-2", """{"purchase":"p-2"}""").ToldAsync());
        await bench.BuyAsync(Some.Void("v-1", "p-2"));

        var told = (await ItemsAsync(bench, "")).ConvertAll(Shown).Where(item => item.StartsWith("redemption", StringComparison.Ordinal));

        Assert.Equal(
            [
                "redemption h-1 cancelled", "redemption h-1 held", "redemption h-2 held", "redemption h-2 redeemed",
                "redemption h-2 reopened",
            ],
            told.Order());
    }

    [Fact]
    public async Task What_was_withheld_is_told_with_the_reason_there_and_in_the_explanation()
    {
        await using var bench = await PortalBench.StartAsync(PortalProgram.With("freeCoffee", "\"perMemberMonth\": 1"));
        await bench.BuyAsync(Some.Coffees(9, "p-1"));

        var withheld = (await ItemsAsync(bench, "")).FindAll(item => item.GetProperty("type").GetString() == "withheld");

        Assert.Equal([2, 1], withheld.ConvertAll(item => item.GetProperty("number").GetInt32()));
        Assert.All(withheld, item => Assert.Equal(
            ("stamp:coffee", "memberMonth"), (item.GetProperty("key").GetString(), item.GetProperty("why").GetString())));
        using var answer = await bench.Staff.GetAsync("/api/members/m-1/explain", CancellationToken.None);
        var explained = await PortalBench.JsonAsync(answer);
        Assert.Equal([2, 1], explained.GetProperty("withheld").EnumerateArray().Select(one => one.GetProperty("number").GetInt32()));
        Assert.Equal(2, explained.GetProperty("rewards")[0].GetProperty("withheld").GetInt32());
    }

    [Fact]
    public async Task A_gift_is_told_with_its_reason_and_who_gave_it_there_and_in_the_explanation_and_not_to_tills()
    {
        await using var bench = await PortalBench.StartAsync();
        using var put = await bench.PutAsync("m-1", "{}");
        foreach (var (id, reason) in new[] { ("g-1", "Waited long"), ("g-2", "Cold coffee") })
        {
            using var gift = await bench.Staff.PostAsync(
                "/api/members/m-1/gifts",
                new StringContent($$"""{"id":"{{id}}","reward":"freeCoffee","reason":"{{reason}}"}""", System.Text.Encoding.UTF8, "application/json"),
                CancellationToken.None);
            Assert.Equal(201, (int)gift.StatusCode);
            await bench.WaitAsync(NodaTime.Duration.FromMinutes(1));
        }

        using var answer = await bench.Staff.GetAsync("/api/members/m-1/explain", CancellationToken.None);
        var explained = (await PortalBench.JsonAsync(answer)).GetProperty("gifts").EnumerateArray().ToList();
        var told = (await ItemsAsync(bench, "")).FindAll(item => item.GetProperty("type").GetString() == "gift");

        foreach (var gifts in new[] { explained, told })
        {
            Assert.Equal(
                ["g-2 freeCoffee Cold coffee office 12:01", "g-1 freeCoffee Waited long office 12:00"],
                gifts.Select(gift =>
                    $"{gift.GetProperty("id")} {gift.GetProperty("reward")} {gift.GetProperty("reason")} {gift.GetProperty("by")} {At(gift):HH:mm}"));
        }

        Assert.Equal(await bench.CodesAsync(), told.Select(gift => gift.GetProperty("code").GetString()));
        Assert.DoesNotContain("Waited", await bench.GetAsync("/api/members/m-1/rewards").BodyAsync(), StringComparison.Ordinal);
    }

    private static readonly string[] Expected =
    [
        "consent customer", "answer Sorry", "feedback 1", "reward issued fiver", "reward issued freeCoffee", "void v-1",
        "tier bronze silver", "purchase p-2", "purchase p-3", "message thankYou", "consent till", "refund r-1", "purchase p-1",
        "audit consentRecorded by till", "audit consentRecorded by customer",
    ];

    private static async Task FillAsync(PortalBench bench)
    {
        await bench.BuyAsync(
            Some.Purchase("p-1", 9_000, "2026-03-01T10:00:00Z"),
            Some.Refund("r-1", "p-1", 100, "2026-03-02T10:00:00Z"),
            Some.Purchase("p-2", 3_000),
            Some.Coffees(3, "p-3"),
            Some.Void("v-1", "p-9", "2026-11-22T11:00:00Z"));
        using var consent = await bench.Till.PostAsync(
            "/api/members/m-1/consent",
            new StringContent("""{"channel":"email","granted":true,"at":"2026-11-01T09:00:00Z","wording":"News"}""", System.Text.Encoding.UTF8, "application/json"),
            CancellationToken.None);
        await bench.SaidAsync("m-1", 1, "Cold");
        using var answered = await bench.AnswerAsync("m-1", """{"text":"Sorry"}""");
        using var ended = await bench.Stranger.PostAsync(
            PageChecks.PathOf(bench.Links.Unsubscribe(Domain.Values.MemberId.Parse("m-1"), Asked.Message("m-1"))), null, CancellationToken.None);
    }

    private static DateTimeOffset At(JsonElement item) => item.GetProperty("at").GetDateTimeOffset();

    private static string Shown(JsonElement item) => item.GetProperty("type").GetString() switch
    {
        "tier" => $"tier {item.GetProperty("from")} {item.GetProperty("to")}",
        "reward" => $"reward {item.GetProperty("became")} {item.GetProperty("reward").GetProperty("reward")}",
        "redemption" => $"redemption {item.GetProperty("redemption").GetProperty("id")} {item.GetProperty("became")}",
        "withheld" => $"withheld {item.GetProperty("key")}",
        "gift" => $"gift {item.GetProperty("id")}",
        "message" => $"message {item.GetProperty("kind")}",
        "feedback" => $"feedback {item.GetProperty("mark")}",
        "answer" => $"answer {item.GetProperty("text")}",
        "consent" => $"consent {(item.GetProperty("byCustomer").GetBoolean() ? "customer" : "till")}",
        "audit" => $"audit {item.GetProperty("act")} by {item.GetProperty("by")}",
        var type => $"{type} {item.GetProperty("event").GetProperty("id")}",
    };

    private static async Task<List<JsonElement>> ItemsAsync(PortalBench bench, string query) =>
        [.. (await PageAsync(bench, query)).GetProperty("timeline").EnumerateArray()];

    private static async Task<JsonElement> PageAsync(PortalBench bench, string query)
    {
        using var answer = await bench.Staff.GetAsync($"/api/members/m-1/timeline?{query}", CancellationToken.None);
        Assert.Equal(200, (int)answer.StatusCode);
        return await PortalBench.JsonAsync(answer);
    }
}
