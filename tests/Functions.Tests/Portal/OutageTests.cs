using System.Net;
using System.Text;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>When the store or the queue does not answer, nobody is told that anything was taken.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private PortalBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await PortalBench.StartAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Theory]
    [InlineData("application/json", 1)]
    [InlineData("application/x-ndjson", 1)]
    [InlineData("application/x-ndjson", 3)]
    public async Task Without_the_queue_nothing_is_accepted(string mediaType, int events)
    {
        bench.Sender.IsDown = true;

        using var answer = await bench.PostAsync(string.Join('\n', Enumerable.Range(0, events).Select(Event)), mediaType);

        await AssertUnavailableAsync(answer);
        Assert.Equal(0, bench.Sender.Sent);
        Assert.True(bench.Queue.Stats.IsEmpty);
    }

    [Fact]
    public async Task Without_the_store_nothing_is_told_of_a_member_and_none_is_changed()
    {
        bench.Store.IsDown = _ => true;

        await AssertUnavailableAsync(await bench.GetAsync("/api/members/m-1"));
        await AssertUnavailableAsync(await bench.GetAsync("/api/members/m-1/rewards"));
        await AssertUnavailableAsync(await bench.PutAsync("m-1", "{}"));
    }

    [Fact]
    public async Task Without_the_store_a_customer_is_told_to_try_again_and_staff_too()
    {
        var path = await bench.SaidAsync("asked", 1);
        bench.Store.IsDown = _ => true;

        Assert.Contains("Please try again", await (await bench.SayAsync(path, "5")).PageAsync(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        await AssertUnavailableAsync(await bench.AnswerAsync("asked", """{"text":"Sorry"}"""));
    }

    [Fact]
    public async Task Purchases_are_taken_while_the_store_is_down_and_counted_when_it_is_back()
    {
        bench.Store.IsDown = partition => partition == "m-1";
        using var answer = await bench.PostAsync(Event(0));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.False(await bench.Queue.WaitUntilEmptyAsync(TimeSpan.FromSeconds(1), Cancellation));

        bench.Store.IsDown = _ => false;

        Assert.True(await bench.Queue.WaitUntilEmptyAsync(TimeSpan.FromSeconds(60), Cancellation));
        Assert.Equal(1000, (await bench.GetJsonAsync("/api/members/m-1")).GetProperty("lifetimeSpend").GetInt64());
        Assert.Equal(0, bench.Queue.Stats.DeadLettered);
    }

    [Fact]
    public async Task Health_is_looked_at_once_for_many_who_ask()
    {
        bench.Store.Forget();

        foreach (var client in new[] { bench.Stranger, bench.Till, bench.Staff })
        {
            using var answer = await client.GetAsync("/api/health", Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("""{"status":"ok"}""", await answer.Content.ReadAsStringAsync(Cancellation));
        }

        Assert.Equal(2, bench.Store.Calls);
    }

    [Fact]
    public async Task What_is_wrong_is_told_to_staff_alone()
    {
        bench.Store.IsDown = _ => true;

        var staff = await PortalBench.ProblemAsync(await bench.Staff.GetAsync("/api/health", Cancellation), 503);
        var till = await PortalBench.ProblemAsync(await bench.Till.GetAsync("/api/health", Cancellation), 503);
        var stranger = await PortalBench.ProblemAsync(await bench.Stranger.GetAsync("/api/health", Cancellation), 503);

        Assert.Equal("The test wants it so.", staff.GetProperty("detail").GetString());
        Assert.Equal("The store cannot be read and written.", till.GetProperty("detail").GetString());
        Assert.Equal("The store cannot be read and written.", stranger.GetProperty("detail").GetString());
    }

    private static async Task AssertUnavailableAsync(HttpResponseMessage answer)
    {
        var problem = await PortalBench.ProblemAsync(answer, 503);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.False(problem.TryGetProperty("accepted", out _));
    }

    private static string Event(int number) => Encoding.UTF8.GetString(Wire.Events.EventJson.Write(Some.Purchase($"p-{number}"), "EUR"));
}
