using System.Text;
using Loyalty.Functions.Portal;
using Loyalty.Functions.Portal.Console;
using Loyalty.Functions.Portal.Limits;
using Loyalty.Functions.Tests.LocalHost;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Tests.Portal.Console;

public sealed class ConsoleSessionsTests
{
    private readonly WallClock time = new();

    private static RateLimits Limits => new(Microsoft.Extensions.Options.Options.Create(new Options.RateLimitOptions()), TimeProvider.System);

    [Fact]
    public async Task A_session_lasts_for_a_working_day()
    {
        var keys = KeyRings.Of(KeyRings.Sessions(time), ("office", "staff"));
        var cookie = await SignInAsync(keys, KeyRings.Sessions(time));

        time.Pass(TimeSpan.FromHours(12));
        Assert.Equal(Scope.Staff, ScopeOf(keys, cookie));
        time.Pass(TimeSpan.FromSeconds(1));
        Assert.Null(ScopeOf(keys, cookie));
    }

    [Fact]
    public async Task It_ends_with_the_key_that_it_was_begun_with()
    {
        var sessions = KeyRings.Sessions(time);
        var cookie = await SignInAsync(KeyRings.Of(sessions, ("office", "staff"), ("next", "staff")), sessions);

        Assert.Equal(Scope.Staff, ScopeOf(KeyRings.Of(sessions, ("next", "staff"), ("office", "staff")), cookie));
        Assert.Null(ScopeOf(KeyRings.Of(sessions, ("next", "staff")), cookie));
        Assert.Null(ScopeOf(KeyRings.Of(sessions, ("office", "pos")), cookie));
    }

    [Fact]
    public async Task It_outlasts_a_change_of_the_secret_while_the_old_one_is_still_there()
    {
        var cookie = await SignInAsync(KeyRings.Of(("office", "staff")), KeyRings.Sessions(time, 1));

        Assert.Equal(Scope.Staff, ScopeOf(KeyRings.Of(KeyRings.Sessions(time, 2, 1), ("office", "staff")), cookie));
        Assert.Null(ScopeOf(KeyRings.Of(KeyRings.Sessions(time, 2), ("office", "staff")), cookie));
    }

    private static async Task<string> SignInAsync(KeyRing keys, ConsoleSessions sessions)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/x-www-form-urlencoded";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("key=office"));
        await new SignIn(keys, sessions, Limits).RunAsync(context.Request, CancellationToken.None);
        return context.Response.Headers.SetCookie.ToString().Split(';')[0];
    }

    private static Scope? ScopeOf(KeyRing keys, string cookie)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = cookie;
        context.Request.Headers[ConsoleSessions.HeaderName] = "1";
        return new Gate(
            keys,
            Limits,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<Gate>.Instance).ScopeOf(context.Request);
    }
}
