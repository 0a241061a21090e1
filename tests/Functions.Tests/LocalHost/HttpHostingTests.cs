using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Loyalty.LocalHost;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class HttpHostingTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_function_gets_the_request_and_its_route_values()
    {
        await using var bench = await HostBench.StartAsync(NodaTime.Instant.FromUtc(2011, 6, 1, 0, 0));

        var answer = await bench.PostAsync("/api/echo/m-1", "hello");

        Assert.Equal("POST m-1 hello 2011-06-01T00:00:00Z", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("/api/nothing", 404)]
    [InlineData("/", 404)]
    [InlineData("/api/send", 405)]
    [InlineData("/api/fail", 500)]
    [InlineData("/api/unavailable", 503)]
    public async Task An_error_is_a_problem_and_says_nothing_of_the_inside(string path, int status)
    {
        await using var bench = await HostBench.StartAsync();

        var answer = await bench.Staff.GetAsync(path, Cancellation);

        await AssertProblemAsync(answer, status);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413()
    {
        await using var bench = await HostBench.StartAsync();

        var answer = await bench.PostAsync("/api/send", new string('x', 9 * 1024 * 1024));

        await AssertProblemAsync(answer, 413);
    }

    [Theory]
    [InlineData("localhost", 202)]
    [InlineData("LOCALHOST:7071", 202)]
    [InlineData("127.0.0.1", 202)]
    [InlineData("[::1]:80", 202)]
    [InlineData("shop.example", 202)]
    [InlineData("shop.example:443", 202)]
    [InlineData("evil.example", 400)]
    [InlineData("localhost.evil.example", 400)]
    [InlineData("127.0.0.2", 400)]
    public async Task Only_its_own_names_are_answered_to(string name, int status)
    {
        await using var bench = await HostBench.StartAsync(hosts: "shop.example");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/send") { Content = new StringContent("a") };
        request.Headers.Host = name;

        var answer = await bench.Staff.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_no_http_hurts_nobody()
    {
        await using var bench = await HostBench.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, bench.Host.Address.Port, Cancellation);
        await client.GetStream().WriteAsync("\0\u0001 what\r\n\r\n"u8.ToArray(), Cancellation);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);

        Assert.StartsWith("HTTP/1.1 400", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, (await bench.PostAsync("/api/send", "a")).StatusCode);
    }

    [Fact]
    public async Task Its_own_routes_are_for_staff()
    {
        await using var bench = await HostBench.StartAsync();
        using var stranger = new HttpClient { BaseAddress = bench.Host.Address };
        using var till = new HttpClient { BaseAddress = bench.Host.Address };
        till.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bench.Host.Keys.Pos);

        foreach (var path in new[] { "/local/queue", "/local/deadletters", "/local/clock" })
        {
            Assert.Equal(HttpStatusCode.OK, (await bench.Staff.GetAsync(path, Cancellation)).StatusCode);
            await AssertProblemAsync(await till.GetAsync(path, Cancellation), 403);
            await AssertProblemAsync(await stranger.GetAsync(path, Cancellation), 401);
        }
    }

    [Fact]
    public async Task A_taken_port_stops_the_start_with_a_sentence()
    {
        await using var bench = await HostBench.StartAsync();
        using var folder = new TemporaryFolder();
        var options = new LocalHostOptions { Port = bench.Host.Address.Port, Data = folder.Path };
        var nothing = new FunctionSet([], (_, _) => { }, (_, _) => Task.CompletedTask);

        var refusal = await Assert.ThrowsAsync<CannotStartException>(() => RunningHost.StartAsync(options, nothing, Cancellation));

        Assert.Contains("is taken", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, int status)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(Cancellation));
        Assert.Equal(status, body.RootElement.GetProperty("status").GetInt32());
    }
}
