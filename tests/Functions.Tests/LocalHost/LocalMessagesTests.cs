using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NodaTime;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class LocalMessagesTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_are_listed_the_oldest_first_with_how_each_of_them_ended()
    {
        await using var shop = await StartAsync();

        Assert.Equal(
            [
                "m-2 welcome sent 2026-11-22T11:00:00Z 2026-11-22T11:00:00Z bob@example.com",
                "m-1 tierUpgrade sent 2026-11-22T11:31:00Z 2026-11-22T11:31:00Z ann@example.com",
                "m-1 thankYou deferred 2026-11-22T11:31:00Z - -",
                "m-1 welcome deferred 2026-11-22T11:31:00Z - -",
                "m-3 thankYou heldOut 2026-11-22T11:35:00Z - -",
                "m-3 welcome deferred 2026-11-22T11:35:00Z - -",
            ],
            await ReadAsync(shop, "/local/messages"));

        await shop.MoveAsync(Instant.FromUtc(2026, 12, 1, 0, 0));

        Assert.Equal(
            [
                "m-1 tierUpgrade sent 2026-11-22T11:31:00Z 2026-11-22T11:31:00Z ann@example.com",
                "m-1 thankYou past 2026-11-22T11:31:00Z - -",
                "m-1 welcome past 2026-11-22T11:31:00Z - -",
            ],
            await ReadAsync(shop, "/local/messages?member=m-1"));
    }

    [Fact]
    public async Task An_object_has_the_names_of_the_contract()
    {
        await using var shop = await StartAsync();

        var line = JsonSerializer.Deserialize<JsonElement>((await shop.GetAsync("/local/messages?member=m-2")).Split('\n')[0]);

        Assert.Equal(
            ["id", "member", "kind", "occasion", "status", "decidedAt", "sentAt", "to", "subject", "reward"],
            line.EnumerateObject().Select(field => field.Name));
        Assert.Matches("^[0-9a-f]{32}$", line.GetProperty("id").GetString());
        Assert.NotEqual("", line.GetProperty("occasion").GetString());
        Assert.NotEqual("", line.GetProperty("subject").GetString());
        Assert.Equal(JsonValueKind.Null, line.GetProperty("reward").ValueKind);
    }

    [Fact]
    public async Task One_members_are_one_range_of_one_partition()
    {
        await using var shop = await StartAsync();
        shop.Store.Forget();

        var lines = await ReadAsync(shop, "/local/messages?member=m-2");

        Assert.Equal(["m-2 welcome sent 2026-11-22T11:00:00Z 2026-11-22T11:00:00Z bob@example.com"], lines);
        Assert.Equal((1, 1), (shop.Store.Ranges, shop.Store.Calls));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..%2f..")]
    [InlineData("m-1&member=m-2")]
    public async Task What_is_no_member_is_refused(string member)
    {
        await using var shop = await ShopBench.StartAsync();

        var answer = await shop.Staff.GetAsync("/local/messages?member=" + member, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_member_without_messages_has_no_lines_and_only_staff_may_ask()
    {
        await using var shop = await ShopBench.StartAsync();

        var answer = await shop.Staff.GetAsync("/local/messages?member=m-9", Cancellation);
        using var till = new HttpRequestMessage(HttpMethod.Get, "/local/messages");
        till.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shop.Host.Keys.Pos);

        Assert.Equal("", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.Stranger.GetAsync("/local/messages", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await shop.Stranger.SendAsync(till, Cancellation)).StatusCode);
    }

    /// <summary>At one o'clock, with a message a week for each member, and several that would go.</summary>
    private static async Task<ShopBench> StartAsync()
    {
        var shop = await ShopBench.StartAsync();
        await shop.EnrolAsync("m-2", new { email = "bob@example.com" });
        await shop.MoveAsync(Instant.FromUtc(2026, 11, 22, 11, 30));
        await shop.EnrolAsync("m-3", new { email = "eve@example.com" });
        await shop.EnrolAsync("m-1", new { email = "ann@example.com" });
        await shop.BuyAsync("m-3", 1000);
        await shop.BuyAsync("m-1", 50_000);
        await shop.MoveAsync(Instant.FromUtc(2026, 11, 22, 13, 0));
        return shop;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(ShopBench shop, string path) =>
    [
        .. (await shop.GetAsync(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            var read = JsonSerializer.Deserialize<JsonElement>(line);
            return string.Join(' ', new[] { "member", "kind", "status", "decidedAt", "sentAt", "to" }
                .Select(name => read.GetProperty(name).GetString() ?? "-"));
        }),
    ];
}
