using System.Net;
using System.Net.Http.Headers;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class MailAccessTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/mail")]
    [InlineData("/mail/20261122T110000Z-00000000000000000000000000000000.eml")]
    [InlineData("/mail/20261122T110000Z-00000000000000000000000000000000.eml/html")]
    public async Task Only_staff_and_whoever_has_the_cookie_get_in(string path)
    {
        await using var shop = await ShopBench.StartAsync();

        var stranger = await shop.Stranger.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal("application/problem+json", stranger.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(shop, path, cookie: "loyalty-mail=x")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(shop, path, cookie: $"loyalty-mail={shop.Host.Keys.Staff}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(shop, path, key: shop.Host.Keys.Pos)).StatusCode);
        var expected = path == "/mail" ? HttpStatusCode.OK : HttpStatusCode.NotFound;
        Assert.Equal(expected, (await GetAsync(shop, path, key: shop.Host.Keys.Staff)).StatusCode);
        Assert.Equal(expected, (await GetAsync(shop, path, cookie: await CookieAsync(shop))).StatusCode);
    }

    [Fact]
    public async Task The_start_link_leads_to_the_mail_with_a_cookie_for_it_alone()
    {
        await using var shop = await ShopBench.StartAsync();

        var answer = await shop.Stranger.GetAsync(shop.Host.MailLink, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/mail", answer.Headers.Location?.ToString());
        Assert.Matches("^loyalty-mail=[A-Za-z0-9_-]{43}; path=/mail; samesite=strict; httponly$", Assert.Single(answer.Headers.GetValues("Set-Cookie")));
    }

    [Fact]
    public async Task Neither_link_nor_cookie_is_a_key_or_the_other()
    {
        await using var shop = await ShopBench.StartAsync();
        var token = shop.Host.MailLink.Segments[^1];
        var cookie = await CookieAsync(shop);

        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(shop, "/mail", cookie: $"loyalty-mail={token}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(shop, $"/mail/start/{cookie.Split('=')[1]}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(shop, "/local/queue", cookie: cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(shop, "/local/queue", key: token)).StatusCode);
        Assert.DoesNotContain(shop.Host.Keys.Staff, token + cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_are_good_when_the_host_starts_again_and_no_more_with_another_staff_key()
    {
        await using var shop = await ShopBench.StartAsync();
        var link = shop.Host.MailLink.PathAndQuery;
        var cookie = await CookieAsync(shop);

        await shop.RestartAsync();
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(shop, "/mail", cookie: cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync(shop, link)).StatusCode);

        await shop.RestartAsync(staffKey: "another");
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(shop, "/mail", cookie: cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(shop, link)).StatusCode);
    }

    [Fact]
    public async Task A_browser_without_the_cookie_is_told_where_the_link_is()
    {
        await using var shop = await ShopBench.StartAsync();
        foreach (var path in new[] { "/mail", "/mail/start/wrong" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml;q=0.9");

            var answer = await shop.Stranger.SendAsync(request, Cancellation);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains("by the link that the host printed", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task Under_a_foreign_name_it_is_not_served()
    {
        await using var shop = await ShopBench.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/mail");
        request.Headers.Host = "evil.example";

        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Staff.SendAsync(request, Cancellation)).StatusCode);
    }

    private static async Task<string> CookieAsync(ShopBench shop)
    {
        var answer = await shop.Stranger.GetAsync(shop.Host.MailLink, Cancellation);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task<HttpResponseMessage> GetAsync(ShopBench shop, string path, string? cookie = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await shop.Stranger.SendAsync(request, Cancellation);
    }
}
