using System.Net;
using Loyalty.Functions.Portal.Console;

namespace Loyalty.Functions.Tests.Portal.Console;

public sealed class ConsoleDoorTests(PortalBench bench) : IClassFixture<PortalBench>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_staff_key_is_taken_for_a_cookie_that_no_script_reads_and_no_other_site_sends()
    {
        using var answer = await SignInAsync(StaffKey);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/console", answer.Headers.Location!.ToString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=strict", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("; secure", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(StaffKey, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_what_ends_TLS_the_cookie_is_for_TLS_alone()
    {
        using var answer = await SignInAsync(StaffKey, ("X-Forwarded-Proto", "https"));

        Assert.Contains("; secure", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong", "not a key that is known")]
    [InlineData("", "not a key that is known")]
    [InlineData("<script>", "not a key that is known")]
    public async Task Another_key_gets_the_door_again_with_what_was_wrong(string key, string wrong)
    {
        using var answer = await SignInAsync(key);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains(wrong, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_till_key_does_not_open_it()
    {
        using var answer = await SignInAsync(bench.Till.DefaultRequestHeaders.Authorization!.Parameter!);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("for tills", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_session_the_console_is_a_door_and_with_one_the_console()
    {
        using var door = await SendAsync("/console");
        using var room = await SendAsync("/console", ("Cookie", await CookieAsync()));

        Assert.Contains("Staff key", await door.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", await door.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("data-staff=\"", await room.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        foreach (var page in new[] { door, room })
        {
            var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.True(page.Headers.CacheControl!.NoStore);
        }
    }

    /// <summary>A browser sends the cookie whoever's page makes it call; the header, only our own pages can add.</summary>
    [Fact]
    public async Task A_session_calls_the_interface_with_the_console_header_and_not_without_it()
    {
        var cookie = ("Cookie", await CookieAsync());
        using var with = await SendAsync("/api/feedback", cookie, (ConsoleSessions.HeaderName, "1"));
        using var without = await SendAsync("/api/feedback", cookie);
        using var alone = await SendAsync("/api/feedback", (ConsoleSessions.HeaderName, "1"));

        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        await PortalBench.ProblemAsync(without, 401);
        await PortalBench.ProblemAsync(alone, 401);
    }

    [Fact]
    public async Task An_altered_session_is_none()
    {
        var cookie = await CookieAsync();
        for (var i = cookie.IndexOf('=', StringComparison.Ordinal) + 1; i < cookie.Length; i++)
        {
            var altered = cookie[..i] + (cookie[i] == 'A' ? 'B' : 'A') + cookie[(i + 1)..];
            using var answer = await SendAsync("/api/feedback", ("Cookie", altered), (ConsoleSessions.HeaderName, "1"));
            await PortalBench.ProblemAsync(answer, 401);
        }

        foreach (var altered in new[] { cookie[..^1], cookie + "A", "loyalty-console=", "loyalty-console=%00", "loyalty-console=" + new string('A', 5000) })
        {
            using var answer = await SendAsync("/api/feedback", ("Cookie", altered), (ConsoleSessions.HeaderName, "1"));
            await PortalBench.ProblemAsync(answer, 401);
        }
    }

    [Fact]
    public async Task Signing_out_takes_the_cookie_back()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/console/sign-out");
        using var answer = await NoRedirect().SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_files_are_kept_by_browsers_for_as_long_as_they_are_what_they_are()
    {
        using var room = await SendAsync("/console", ("Cookie", await CookieAsync()));
        var page = await room.Content.ReadAsStringAsync(Cancellation);
        var files = page.Split('"').Where(text => text.StartsWith("/console/files/", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, files.Count);
        foreach (var file in files)
        {
            using var answer = await SendAsync(file);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }

        using var other = await SendAsync(files[0].Replace('-', '+'));
        await PortalBench.ProblemAsync(other, 404);
    }

    private string StaffKey => bench.Staff.DefaultRequestHeaders.Authorization!.Parameter!;

    private async Task<HttpResponseMessage> SignInAsync(string key, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/console/sign-in");
        request.Content = new FormUrlEncodedContent([new("key", key)]);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await NoRedirect().SendAsync(request, Cancellation);
    }

    private async Task<string> CookieAsync()
    {
        using var answer = await SignInAsync(StaffKey);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    private async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await bench.Stranger.SendAsync(request, Cancellation);
    }

    // What leads on to another page is looked at here, and no cookie is kept in between.
    private HttpClient NoRedirect() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = bench.Stranger.BaseAddress,
    };
}
