using Loyalty.Functions.Storage;
using Loyalty.Functions.Tests.Sending;

namespace Loyalty.Functions.Tests.Due;

/// <summary>The walk over all members after a publish.</summary>
public sealed class WalkTests
{
    [Fact]
    public async Task A_kind_that_is_switched_on_finds_members_who_never_come_back()
    {
        await using var bench = await SweepBench.StartAsync(messages: null);
        await bench.AddAsync("m-1", daysAgo: 44);
        Assert.Empty(await bench.HintsAsync());
        await bench.PublishAsync(SweepBench.WinBack);

        await bench.NewWalk().StepAsync(CancellationToken.None);
        await bench.RunAsync();
        Assert.Empty(bench.Provider.Taken);
        bench.Clock.AdvanceDays(1);
        await bench.RunAsync();

        Assert.Single(bench.Provider.Taken);
    }

    [Fact]
    public async Task Whoever_was_judged_by_the_version_already_is_not_judged_again()
    {
        await using var bench = await SweepBench.StartAsync(messages: null);
        await bench.AddAsync("m-1", daysAgo: 10);
        await bench.AddAsync("m-2", daysAgo: 10);
        await bench.PublishAsync(SweepBench.WinBack);
        await bench.VisitAsync("m-2", daysAgo: 1);
        bench.Watch();

        await bench.NewWalk().StepAsync(CancellationToken.None);

        Assert.Equal(["m-1"], bench.Partitions.Where(partition => partition.StartsWith("m-", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public async Task A_walk_that_is_over_costs_nothing_and_on_another_host_one_read()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync("m-1", daysAgo: 10);
        var walk = bench.NewWalk();
        await walk.StepAsync(CancellationToken.None);
        bench.Watch();

        await walk.StepAsync(CancellationToken.None);
        Assert.Equal(0, bench.Store.Calls);

        await bench.NewWalk().StepAsync(CancellationToken.None);
        Assert.Equal(["walk"], bench.Partitions);
    }

    [Fact]
    public async Task A_walk_goes_on_after_a_crash_where_its_last_page_ended()
    {
        await using var bench = await SweepBench.StartAsync(messages: null);
        await bench.AddAsync("m-1", daysAgo: 10);
        await bench.AddMergedAsync("m-1", 2_500);
        await bench.AddAsync("m-3", daysAgo: 10);
        await bench.PublishAsync(SweepBench.WinBack);
        bench.Watch();
        // The third page's end is not recorded.
        var pages = 0;
        bench.Store.IsDown = partition => partition == "walk" && ++pages == 4;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => bench.NewWalk().StepAsync(CancellationToken.None));
        bench.Watch();

        await bench.NewWalk().StepAsync(CancellationToken.None);

        Assert.DoesNotContain("m-1", bench.Partitions);
        Assert.Equal(2, (await bench.HintsAsync()).Count);
    }

    [Fact]
    public async Task More_numbers_than_a_run_reads_do_not_hide_those_behind()
    {
        await using var bench = await SweepBench.StartAsync(messages: null);
        await bench.AddMergedAsync("m-1", 21_000);
        await bench.AddAsync("m-3", daysAgo: 10);
        await bench.PublishAsync(SweepBench.WinBack);
        var walk = bench.NewWalk();

        await walk.StepAsync(CancellationToken.None);
        Assert.Empty(await bench.HintsAsync());
        await walk.StepAsync(CancellationToken.None);

        Assert.Contains(" m-3 ", Assert.Single(await bench.HintsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_who_cannot_be_judged_does_not_keep_the_others_from_it()
    {
        await using var bench = await SweepBench.StartAsync(messages: null);
        await bench.AddAsync("m-1", daysAgo: 10);
        await bench.AddAsync("m-2", daysAgo: 10);
        await bench.DamageAsync("m-1");
        await bench.PublishAsync(SweepBench.WinBack);

        await bench.NewWalk().StepAsync(CancellationToken.None);

        Assert.Contains(" m-2 ", Assert.Single(await bench.HintsAsync()), StringComparison.Ordinal);
        Assert.Equal(["Error: A member could not be judged by a new version of the program; others were"], bench.WalkLog.Lines);
    }
}
