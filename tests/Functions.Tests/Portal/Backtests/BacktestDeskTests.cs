using System.Text;
using System.Text.Json;
using Loyalty.Domain.Backtests;
using Loyalty.Functions.Portal.Backtests;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Receiving;
using Loyalty.Wire.Backtests;

namespace Loyalty.Functions.Tests.Portal.Backtests;

public sealed class BacktestDeskTests
{
    private static readonly ReadOnlyMemory<byte> Easier = Some.Program(silver: 50_000);

    [Fact]
    public async Task What_is_published_changes_nothing_of_itself_also_after_one_publish_upon_another()
    {
        await using var bench = await IntakeBench.StartAsync(Some.CoffeeProgram());
        using var desk = DeskOf(bench, new HurriedTime());
        await bench.CountAsync(Some.Purchase("p-1", 60_000), Some.Coffees(2, "p-2"));
        bench.Clock.AdvanceDays(1);
        await bench.PublishAsync(Some.Program(silver: 50_000));
        bench.Clock.AdvanceDays(40);
        await bench.CountAsync(Some.Coffees(7, "p-3", "2026-12-30T10:00:00Z"), Some.Purchase("p-4", 45_000, "2026-12-30T11:00:00Z"));
        await bench.PublishAsync(Some.CoffeeProgram("60"));

        var result = await RunAsync(desk, Some.CoffeeProgram("60"));

        var json = Json(result);
        Assert.Equal(json.GetProperty("current").GetRawText(), json.GetProperty("draft").GetRawText());
        Assert.Equal(0, result.Up.Members + result.Down.Members);
        // As it was, the coffees of the time between earned nothing; under the newest they all do.
        Assert.Equal((2, 9), (Coffees(result.AsItWas!), Coffees(result.Current)));
    }

    [Fact]
    public async Task Step_by_step_it_comes_to_what_it_comes_to_at_once()
    {
        await using var bench = await IntakeBench.StartAsync();
        for (var member = 0; member < 1_100; member++)
        {
            await bench.CountAsync(
                Some.Purchase("p-1", 1_000 * (member % 550), member: $"m-{member}"), Some.Purchase("p-2", 10, member: $"m-{member}"));
        }

        using var atOnce = DeskOf(bench, new HurriedTime());
        using var hurried = DeskOf(bench, new HurriedTime(TimeSpan.FromSeconds(6)));
        var whole = await RunAsync(atOnce, Easier);
        var id = await BegunAsync(hurried, Easier);
        var steps = new List<long>();
        BacktestJob? job;
        do
        {
            job = await hurried.AdvanceAsync(id, CancellationToken.None);
            steps.Add(job!.SoFar.Members);
        }
        while (!job.IsDone);

        Assert.True(steps.Count > 1);
        Assert.InRange(steps[0], 1, 1_099);
        Assert.Equal(1_100, steps[^1]);
        Assert.Equal(Json(whole).GetRawText(), Json(job.SoFar).GetRawText());
        Assert.Equal((100, 0), (job.SoFar.Up.Members, job.SoFar.Down.Members));
    }

    [Fact]
    public async Task A_share_of_the_members_is_the_same_one_each_time()
    {
        await using var bench = await IntakeBench.StartAsync();
        for (var member = 0; member < 60; member++)
        {
            await bench.CountAsync(Some.Purchase(member: $"m-{member}"));
        }

        using var desk = DeskOf(bench, new HurriedTime());
        var some = await RunAsync(desk, Easier, 30);

        Assert.InRange(some.Members, 5, 35);
        Assert.Equal(some.Members, (await RunAsync(desk, Easier, 30)).Members);
    }

    [Fact]
    public async Task There_is_one_at_a_time_until_it_is_done_cancelled_or_abandoned()
    {
        await using var bench = await IntakeBench.StartAsync();
        var time = new HurriedTime();
        using var desk = DeskOf(bench, time);
        var first = await BegunAsync(desk, Easier);

        Assert.Equal(new BacktestStart.Busy(first), await BeginAsync(desk, Easier));
        Assert.True(await desk.CancelAsync(first, CancellationToken.None));
        Assert.Null(await desk.AdvanceAsync(first, CancellationToken.None));
        Assert.Null(await bench.Store.ReadAsync(Tables.Programs, "backtest", "current", CancellationToken.None));

        var second = await BegunAsync(desk, Easier);
        time.Pass(TimeSpan.FromSeconds(61));
        var third = await BegunAsync(desk, Easier);
        Assert.Null(await desk.AdvanceAsync(second, CancellationToken.None));
        Assert.True((await desk.AdvanceAsync(third, CancellationToken.None))!.IsDone);
        await BegunAsync(desk, Easier);
    }

    [Fact]
    public async Task Cancelled_while_somebody_takes_a_step_it_stays_cancelled()
    {
        await using var bench = await IntakeBench.StartAsync();
        using var desk = DeskOf(bench, new HurriedTime());
        var id = await BegunAsync(desk, Easier);
        bench.Store.BeforeCommit = async _ =>
        {
            bench.Store.BeforeCommit = _ => Task.CompletedTask;
            Assert.True(await desk.CancelAsync(id, CancellationToken.None));
        };

        Assert.Null(await desk.AdvanceAsync(id, CancellationToken.None));
        Assert.False(await desk.CancelAsync(id, CancellationToken.None));
    }

    [Fact]
    public async Task Two_who_ask_at_once_take_one_step_between_them()
    {
        await using var bench = await IntakeBench.StartAsync();
        await bench.CountAsync(Some.Purchase());
        using var desk = DeskOf(bench, new HurriedTime());
        var id = await BegunAsync(desk, Easier);
        BacktestJob? other = null;
        bench.Store.BeforeCommit = async _ =>
        {
            bench.Store.BeforeCommit = _ => Task.CompletedTask;
            other = await desk.AdvanceAsync(id, CancellationToken.None);
        };

        var job = await desk.AdvanceAsync(id, CancellationToken.None);

        Assert.Equal((true, 1), (job!.IsDone, job.SoFar.Members));
        Assert.Equal((false, 0), (other!.IsDone, other.SoFar.Members));
    }

    [Fact]
    public async Task What_is_published_while_it_runs_is_left_out()
    {
        await using var bench = await IntakeBench.StartAsync();
        await bench.CountAsync(Some.Purchase(amount: 60_000));
        using var desk = DeskOf(bench, new HurriedTime());
        var id = await BegunAsync(desk, Easier);
        await bench.PublishAsync(Easier);

        var job = await desk.AdvanceAsync(id, CancellationToken.None);

        Assert.Equal((1, null), (job!.SoFar.Up.Members, job.SoFar.AsItWas));
    }

    [Fact]
    public async Task Whoever_goes_away_ends_the_step()
    {
        await using var bench = await IntakeBench.StartAsync();
        using var desk = DeskOf(bench, new HurriedTime());
        var id = await BegunAsync(desk, Easier);
        using var gone = new CancellationTokenSource();
        bench.Store.Faults = (call, _) =>
        {
            // The row is read, then the page.
            if (call == 2)
            {
                gone.Cancel();
            }

            return WatchedStore.Fault.None;
        };
        bench.Store.Forget();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.AdvanceAsync(id, gone.Token));

        Assert.True((await desk.AdvanceAsync(id, CancellationToken.None))!.IsDone);
    }

    [Fact]
    public async Task A_draft_that_is_no_program_is_refused_with_its_errors()
    {
        await using var bench = await IntakeBench.StartAsync();
        using var desk = DeskOf(bench, new HurriedTime());

        var refused = Assert.IsType<BacktestStart.Refused>(await BeginAsync(desk, Encoding.UTF8.GetBytes("{}")));
        Assert.Contains(refused.Errors, error => error.Pointer == "/tiers");
        var moved = Encoding.UTF8.GetString(Easier.Span).Replace("Etc/UTC", "Europe/Riga", StringComparison.Ordinal);
        refused = Assert.IsType<BacktestStart.Refused>(await BeginAsync(desk, Encoding.UTF8.GetBytes(moved)));
        Assert.Equal("/zone", Assert.Single(refused.Errors).Pointer);
    }

    private static BacktestDesk DeskOf(IntakeBench bench, TimeProvider time) => new(bench.Store, bench.Program, bench.Clock, time);

    private static Task<BacktestStart> BeginAsync(BacktestDesk desk, ReadOnlyMemory<byte> draft, int percent = 100) =>
        desk.BeginAsync(draft, percent, CancellationToken.None);

    private static async Task<string> BegunAsync(BacktestDesk desk, ReadOnlyMemory<byte> draft, int percent = 100) =>
        Assert.IsType<BacktestStart.Begun>(await BeginAsync(desk, draft, percent)).Job.Id;

    private static async Task<Backtest> RunAsync(BacktestDesk desk, ReadOnlyMemory<byte> draft, int percent = 100)
    {
        var job = await desk.AdvanceAsync(await BegunAsync(desk, draft, percent), CancellationToken.None);
        Assert.True(job!.IsDone);
        return job.SoFar;
    }

    private static long Coffees(BacktestSide side) =>
        side.Rewards.Where(reward => reward.Reward == "freeCoffee").Sum(reward => reward.Count);

    private static JsonElement Json(Backtest backtest)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            BacktestJson.Write(writer, backtest);
        }

        return JsonElement.Parse(text.ToArray());
    }
}
