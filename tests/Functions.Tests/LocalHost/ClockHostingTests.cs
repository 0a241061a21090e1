using System.Net;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class ClockHostingTests
{
    private static readonly Instant Start = Instant.FromUtc(2011, 6, 1, 0, 30);

    [Fact]
    public async Task A_move_runs_each_timer_at_its_own_instant_in_the_order_of_time_and_name()
    {
        await using var bench = await HostBench.StartAsync(Start);

        var answer = await bench.PostAsync("/local/clock", """{"now":"2011-06-01T04:00:00+02:00"}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            [
                "2011-06-01T01:00:00Z AlsoHourly", "2011-06-01T01:00:00Z Hourly",
                "2011-06-01T02:00:00Z AlsoHourly", "2011-06-01T02:00:00Z Hourly",
            ],
            bench.Record.Ticks);
        Assert.Equal("""{"now":"2011-06-01T02:00:00Z"}""", await bench.GetAsync("/local/clock"));
    }

    [Fact]
    public async Task A_timer_that_fails_stops_neither_the_others_nor_the_clock()
    {
        await using var bench = await HostBench.StartAsync(Start);
        bench.Record.TimersFail = true;

        await bench.PostAsync("/local/clock", """{"now":"2011-06-01T03:00:00Z"}""");

        Assert.Equal(6, bench.Record.Ticks.Count);
        Assert.Equal("""{"now":"2011-06-01T03:00:00Z"}""", await bench.GetAsync("/local/clock"));
    }

    [Fact]
    public async Task What_was_due_is_not_due_again()
    {
        await using var bench = await HostBench.StartAsync(Start);
        await bench.PostAsync("/local/clock", """{"now":"2011-06-01T01:00:00Z"}""");
        bench.Record.Ticks.Clear();

        await bench.PostAsync("/local/clock", """{"now":"2011-06-01T01:00:00Z"}""");
        await bench.PostAsync("/local/clock", """{"now":"2011-06-01T01:59:59.999Z"}""");

        Assert.Empty(bench.Record.Ticks);
    }

    [Fact]
    public async Task The_queue_is_emptied_before_the_clock_moves()
    {
        await using var bench = await HostBench.StartAsync(Start);
        bench.Record.Gate = new TaskCompletionSource();
        await bench.PostAsync("/api/send", "a");

        var moving = bench.PostAsync("/local/clock", """{"now":"2011-06-01T01:00:00Z"}""");
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Empty(bench.Record.Ticks);
        Assert.Equal("""{"now":"2011-06-01T00:30:00Z"}""", await bench.GetAsync("/local/clock"));
        bench.Record.Gate.SetResult();
        await moving;

        Assert.Equal(["a #1"], bench.Record.Taken);
        Assert.Equal(2, bench.Record.Ticks.Count);
    }

    [Fact]
    public async Task A_host_that_starts_again_goes_on_where_the_clock_was()
    {
        await using var bench = await HostBench.StartAsync(Start);
        await bench.PostAsync("/local/clock", """{"now":"2011-07-01T00:00:00Z"}""");

        await bench.RestartAsync();

        Assert.Equal("""{"now":"2011-07-01T00:00:00Z"}""", await bench.GetAsync("/local/clock"));
    }

    [Theory]
    [InlineData("""{"now":"2011-06-01T00:29:59Z"}""")]
    [InlineData("""{"now":"2011-06-01"}""")]
    [InlineData("""{"now":5}""")]
    [InlineData("""{"then":"2011-07-01T00:00:00Z"}""")]
    [InlineData("""{"now":"9999-12-31T23:59:59Z"}""")]
    [InlineData("""{"now":"2011-07-01T00:00:00Z","now":"2011-08-01T00:00:00Z"}""")]
    [InlineData("""{"\ud800":1,"now":"2011-07-01T00:00:00Z"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public async Task An_earlier_instant_or_none_is_refused(string body)
    {
        await using var bench = await HostBench.StartAsync(Start);

        var answer = await bench.PostAsync("/local/clock", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{"now":"2011-06-01T00:30:00Z"}""", await bench.GetAsync("/local/clock"));
    }

    [Fact]
    public async Task By_the_real_clock_a_timer_runs_when_it_is_due()
    {
        using var folder = new TemporaryFolder();
        var record = new SampleFunctions.Record();
        var functions = new FunctionSet(
            [typeof(SampleFunctions.EverySecond)], (services, _) => services.AddSingleton(record), (_, _) => Task.CompletedTask);

        await using var host = await RunningHost.StartAsync(
            new LocalHostOptions { Port = 0, Data = folder.Path }, functions, TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(() => record.Ticks.Count >= 2);
    }

    [Fact]
    public async Task The_real_clock_is_not_moved()
    {
        await using var bench = await HostBench.StartAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await bench.PostAsync("/local/clock", """{"now":"2011-07-01T00:00:00Z"}""")).StatusCode);
    }
}
