using Loyalty.Domain.Outreach;
using Loyalty.Functions.Tests.Sending;
using NodaTime;

namespace Loyalty.Functions.Tests.Due;

/// <summary>Which hours a sweep looks into: every hour until nobody can leave a hint in it any more.</summary>
public sealed class WatermarksTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 22, 12, 0);

    [Fact]
    public async Task The_first_sweep_begins_with_the_hour_in_which_the_program_was_first_published()
    {
        await using var bench = await SweepBench.StartAsync();
        bench.Clock.AdvanceMinutes(150);

        Assert.Equal([Noon, Noon + Hours(1), Noon + Hours(2)], await LookedAtAsync(bench));
    }

    [Fact]
    public async Task An_hour_is_looked_into_until_an_hour_after_its_end()
    {
        await using var bench = await SweepBench.StartAsync();

        bench.Clock.AdvanceMinutes(119);
        Assert.Equal(Noon, (await LookedAtAsync(bench))[0]);

        // Its hour and the one after it are over: it is looked into this once more.
        bench.Clock.AdvanceMinutes(1);
        Assert.Equal(Noon, (await LookedAtAsync(bench))[0]);
        Assert.Equal([Noon + Hours(1), Noon + Hours(2)], await LookedAtAsync(bench));
    }

    [Fact]
    public async Task An_hour_that_has_a_hint_is_not_passed()
    {
        await using var bench = await SweepBench.StartAsync();
        // Of somebody who is not there, perhaps not yet.
        await bench.Due.LeaveAsync(Domain.Values.MemberId.Parse("m-1"), Looks.None.With(Sweep.WinBackOffers, Noon), CancellationToken.None);
        bench.Clock.AdvanceMinutes(119);
        await bench.RunAsync();
        Assert.Single(await bench.HintsAsync());

        bench.Clock.AdvanceMinutes(60);
        await bench.RunAsync();

        Assert.Empty(await bench.HintsAsync());
        Assert.Equal(Noon, (await LookedAtAsync(bench))[0]);
        Assert.Equal(Noon + Hours(1), (await LookedAtAsync(bench))[0]);
    }

    [Fact]
    public async Task Days_without_a_run_are_caught_up_in_one()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync("m-1", daysAgo: 44);
        await bench.AddAsync("m-2", daysAgo: 43);
        await bench.RunAsync();
        bench.Clock.AdvanceDays(3);

        await bench.RunAsync();

        Assert.Equal(2, bench.Provider.Taken.Count);
        Assert.Equal([Noon + Hours(71), Noon + Hours(72)], (await LookedAtAsync(bench)).TakeLast(2));
    }

    [Fact]
    public async Task A_watermark_is_stored_once_a_day_and_read_by_the_host_that_starts_next()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.RunAsync();
        Assert.Null(await bench.StoredMarkAsync(Sweep.WinBackOffers));

        bench.Clock.AdvanceHours(30);
        await bench.RunAsync();
        var stored = await bench.StoredMarkAsync(Sweep.WinBackOffers);
        Assert.Equal(Noon + Hours(24), stored);

        bench.Clock.AdvanceHours(5);
        await bench.RunAsync();
        Assert.Equal(stored, await bench.StoredMarkAsync(Sweep.WinBackOffers));

        bench.Watch();
        await bench.NewHost().RunAsync(Sweep.WinBackOffers, CancellationToken.None);
        Assert.Equal(stored, bench.HoursOf(Sweep.WinBackOffers)[0]);
    }

    [Fact]
    public async Task Where_the_clock_goes_back_its_hours_are_looked_into_again()
    {
        await using var bench = await SweepBench.StartAsync();
        bench.Clock.AdvanceDays(10);
        await bench.RunAsync();
        bench.Clock.AdvanceDays(-5);
        await bench.AddAsync("m-1", daysAgo: 45);

        await bench.RunAsync();

        Assert.Single(bench.Provider.Taken);
        Assert.Equal(Noon + Hours(5 * 24), await bench.StoredMarkAsync(Sweep.WinBackOffers));
    }

    private static Duration Hours(int hours) => Duration.FromHours(hours);

    private static async Task<IReadOnlyList<Instant>> LookedAtAsync(SweepBench bench)
    {
        bench.Watch();
        await bench.RunAsync();
        return bench.HoursOf(Sweep.WinBackOffers);
    }
}
