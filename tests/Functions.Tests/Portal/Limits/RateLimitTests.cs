using System.Net;
using Loyalty.Functions.Options;
using Loyalty.Functions.Portal;
using Loyalty.Functions.Portal.Limits;
using Loyalty.Functions.Tests.LocalHost;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Functions.Tests.Portal.Limits;

public sealed class RateLimitTests
{
    private readonly WallClock clock = new();

    [Fact]
    public async Task A_burst_goes_through_and_then_as_much_as_the_rate_gives()
    {
        var gate = Gate(new() { PosPerSecond = 2, PosBurst = 3 });

        Assert.Equal([200, 200, 200, 429, 429], await CallAsync(gate, "till", 5));
        clock.Pass(TimeSpan.FromMilliseconds(499));
        Assert.Equal([429], await CallAsync(gate, "till", 1));
        clock.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Equal([200, 429], await CallAsync(gate, "till", 2));
        clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal([200, 200, 200, 429], await CallAsync(gate, "till", 4));
    }

    [Fact]
    public async Task Each_key_has_a_bucket_of_its_own_and_each_scope_its_rate()
    {
        var gate = Gate(new() { PosPerSecond = 1, PosBurst = 1, StaffPerSecond = 1, StaffBurst = 2 });

        Assert.Equal([200, 429], await CallAsync(gate, "till", 2));
        Assert.Equal([200, 429], await CallAsync(gate, "other-till", 2));
        Assert.Equal([200, 200, 429], await CallAsync(gate, "office", 3));
    }

    [Fact]
    public async Task Over_the_limit_is_429_with_problem_details_that_say_when_to_come_again_and_nothing_is_done()
    {
        var gate = Gate(new() { PosPerSecond = 0.1, PosBurst = 1 });
        await CallAsync(gate, "till", 1);
        clock.Pass(TimeSpan.FromMilliseconds(500));
        var request = Request("till");

        var result = await gate.EnterAsync(request, Scope.Pos, () => throw new InvalidOperationException("Entered."));

        Assert.Equal(429, Assert.IsType<ProblemHttpResult>(result).StatusCode);
        Assert.Equal("10", request.HttpContext.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_rate_of_0_is_no_limit() =>
        Assert.All(await CallAsync(Gate(new() { PosPerSecond = 0, PosBurst = 1 }), "till", 500), status => Assert.Equal(200, status));

    [Fact]
    public async Task Calls_with_a_wrong_scope_count_too()
    {
        var gate = Gate(new() { PosPerSecond = 1, PosBurst = 1 });

        Assert.Equal([403, 429], await CallAsync(gate, "till", 2, Scope.Staff));
    }

    [Fact]
    public async Task Each_link_has_a_limit_of_its_own_and_its_customer_is_asked_to_come_again()
    {
        await using var bench = await PortalBench.StartAsync(linkBurst: 2);
        var (one, other) = (await bench.AskAsync("m-1"), await bench.AskAsync("m-2"));

        Assert.Equal(200, await StatusAsync(one));
        Assert.Equal(200, await StatusAsync(one));
        Assert.Equal(429, await StatusAsync(one));
        Assert.Equal(200, await StatusAsync(other));
        using var refused = await bench.Stranger.GetAsync(one, CancellationToken.None);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 1_000);
        Assert.Equal("text/html", refused.Content.Headers.ContentType!.MediaType);

        async Task<int> StatusAsync(string path)
        {
            using var answer = await bench.Stranger.GetAsync(path, CancellationToken.None);
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task Who_has_no_good_key_is_told_so_only_so_often_and_whoever_has_one_at_the_same_address_is_let_in()
    {
        var gate = Gate(new() { StrangerPerSecond = 1, StrangerBurst = 2 });

        Assert.Equal([401, 401, 429], await CallAsync(gate, "guess", 3));
        Assert.Equal([429], await CallAsync(gate, "another guess", 1));
        Assert.Equal([200], await CallAsync(gate, "till", 1));
        Assert.Equal([401], await CallAsync(gate, "guess", 1, from: "192.0.2.2"));
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([401, 429], await CallAsync(gate, "guess", 2));
    }

    [Theory]
    [InlineData("192.0.2.1", null, "192.0.2.1", null, true)]
    [InlineData("192.0.2.1", null, "192.0.2.2", null, false)]
    [InlineData("192.0.2.1", "198.51.100.1", "192.0.2.1", "198.51.100.2", true)]
    [InlineData("127.0.0.1", "198.51.100.1", "127.0.0.1", "198.51.100.2", false)]
    [InlineData("127.0.0.1", "198.51.100.1", "::1", "203.0.113.9, 198.51.100.1:4711", true)]
    [InlineData("127.0.0.1", "198.51.100.1, 203.0.113.9", "127.0.0.1", "198.51.100.1, 203.0.113.8", false)]
    [InlineData("127.0.0.1", "2001:db8::1", "127.0.0.1", "[2001:db8::2]:443", true)]
    [InlineData("2001:db8:0:1::1", null, "2001:db8:0:2::1", null, false)]
    [InlineData("192.0.2.1", null, "::ffff:192.0.2.1", null, true)]
    [InlineData("127.0.0.1", "nobody", "127.0.0.1", null, true)]
    public async Task An_address_is_the_one_that_somebody_else_than_the_caller_says(
        string one, string? oneFor, string other, string? otherFor, bool isSame)
    {
        var gate = Gate(new() { StrangerPerSecond = 1, StrangerBurst = 1 });
        await CallAsync(gate, "guess", 1, from: one, forwardedFor: oneFor);

        Assert.Equal([isSame ? 429 : 401], await CallAsync(gate, "guess", 1, from: other, forwardedFor: otherFor));
    }

    [Fact]
    public async Task Bad_links_and_bad_keys_at_one_address_count_together_and_good_ones_are_not_kept_out()
    {
        await using var bench = await PortalBench.StartAsync(strangerBurst: 3);
        var good = await bench.AskAsync("m-1");

        Assert.Equal(404, await StatusAsync("/feedback/x"));
        Assert.Equal(401, await StatusAsync("/api/members/m-1"));
        Assert.Equal(401, await StatusAsync("/local/queue"));
        Assert.Equal(429, await StatusAsync("/card/x"));
        Assert.Equal(429, await StatusAsync("/api/members/m-1"));
        Assert.Equal(429, await StatusAsync("/local/queue"));
        Assert.Equal(200, await StatusAsync(good));
        using var till = await bench.GetAsync("/api/members/m-1");
        Assert.Equal(200, (int)till.StatusCode);
        using var refused = await bench.Stranger.GetAsync("/unsubscribe/x", CancellationToken.None);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 1_000);
        Assert.Equal("text/html", refused.Content.Headers.ContentType!.MediaType);

        async Task<int> StatusAsync(string path)
        {
            using var answer = await bench.Stranger.GetAsync(path, CancellationToken.None);
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task What_breaks_inside_is_500_and_says_nothing_of_the_inside()
    {
        var result = await Gate(new()).EnterAsync(
            Request("till"), Scope.Pos, () => throw new InvalidOperationException("secret"));

        var problem = Assert.IsType<ProblemHttpResult>(result);
        Assert.Equal(500, problem.StatusCode);
        Assert.DoesNotContain("secret", problem.ProblemDetails.Detail, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<int>> CallAsync(
        Gate gate, string key, int times, Scope scope = Scope.Pos, string from = "192.0.2.1", string? forwardedFor = null)
    {
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
        {
            var result = await gate.EnterAsync(Request(key, from, forwardedFor), scope, () => Task.FromResult(Results.Ok()));
            statuses.Add(((IStatusCodeHttpResult)result).StatusCode!.Value);
        }

        return statuses;
    }

    private Gate Gate(RateLimitOptions limits) => new(
        KeyRings.Of(("till", "pos"), ("other-till", "pos"), ("office", "staff")),
        new RateLimits(Microsoft.Extensions.Options.Options.Create(limits), clock),
        NullLogger<Gate>.Instance);

    private static HttpRequest Request(string key, string from = "192.0.2.1", string? forwardedFor = null)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Headers.Authorization = $"Bearer {key}";
        context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        return context.Request;
    }
}
