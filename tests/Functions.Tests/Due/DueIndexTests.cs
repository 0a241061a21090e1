using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Due;
using Loyalty.Functions.Tests.Sending;
using NodaTime;

namespace Loyalty.Functions.Tests.Due;

public sealed class DueIndexTests
{
    private static readonly MemberId Ann = MemberId.Parse("m-1");

    // The hours since 1970 until noon of 2026-11-22.
    private const string Noon = "00498708";
    private const string Tomorrow = "00498732";

    /// <summary>Where hints lie is a contract with every store that is out there.</summary>
    [Fact]
    public async Task A_hint_lies_under_its_hour()
    {
        await using var bench = await SweepBench.StartAsync();
        var due = bench.Clock.GetCurrentInstant() + Duration.FromHours(24) + Duration.FromMinutes(59);

        await bench.Due.LeaveAsync(Ann, new Looks(due, due, due, due, due), CancellationToken.None);

        Assert.Equal(
            Enum.GetNames<Sweep>().Order(StringComparer.Ordinal).Select(sweep => $"{sweep}:{Tomorrow}:02 m-1 2026-11-23T12:59:00Z"),
            await bench.HintsAsync());
    }

    [Fact]
    public async Task A_hint_that_is_due_already_lies_under_the_hour_of_now()
    {
        await using var bench = await SweepBench.StartAsync();

        await LeaveAsync(bench, bench.Clock.GetCurrentInstant() - Duration.FromDays(3));

        Assert.Equal([$"WinBackOffers:{Noon}:02 m-1 2026-11-19T12:00:00Z"], await bench.HintsAsync());
    }

    [Fact]
    public async Task Nothing_is_left_where_there_is_nothing_to_look_for()
    {
        await using var bench = await SweepBench.StartAsync();
        bench.Watch();

        await bench.Due.LeaveAsync(Ann, Looks.None, CancellationToken.None);

        Assert.Equal(0, bench.Store.Calls);
    }

    [Fact]
    public async Task A_hint_is_taken_out_as_it_was_read()
    {
        await using var bench = await SweepBench.StartAsync();
        await LeaveAsync(bench, bench.Clock.GetCurrentInstant());
        var hint = Assert.Single(await ReadAsync(bench));
        await LeaveAsync(bench, bench.Clock.GetCurrentInstant() + Duration.FromMinutes(5));

        await bench.Due.RemoveAsync(hint, CancellationToken.None);

        var anew = Assert.Single(await ReadAsync(bench));
        Assert.Equal(bench.Clock.GetCurrentInstant() + Duration.FromMinutes(5), anew.Due);

        await bench.Due.RemoveAsync(anew, CancellationToken.None);
        await bench.Due.RemoveAsync(anew, CancellationToken.None);

        Assert.Empty(await bench.HintsAsync());
    }

    [Fact]
    public async Task A_hint_that_is_put_off_moves_on_and_takes_the_place_of_none()
    {
        await using var bench = await SweepBench.StartAsync();
        var now = bench.Clock.GetCurrentInstant();
        await LeaveAsync(bench, now);
        var hint = Assert.Single(await ReadAsync(bench));
        await LeaveAsync(bench, now + Duration.FromMinutes(61));

        await bench.Due.PutOffAsync(Sweep.WinBackOffers, hint, now + Duration.FromMinutes(100), CancellationToken.None);

        Assert.Equal(["WinBackOffers:00498709:02 m-1 2026-11-22T13:01:00Z"], await bench.HintsAsync());
    }

    [Fact]
    public async Task A_win_back_date_that_moves_with_each_visit_costs_nothing()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync("m-1", daysAgo: 10);
        var hints = await bench.HintsAsync();
        bench.Watch();

        await bench.VisitAsync("m-1", daysAgo: 3);

        Assert.Equal(["m-1", "m-1"], bench.Partitions);
        Assert.Equal(hints, await bench.HintsAsync());
    }

    private static Task LeaveAsync(SweepBench bench, Instant due) =>
        bench.Due.LeaveAsync(Ann, Looks.None.With(Sweep.WinBackOffers, due), CancellationToken.None);

    private static ValueTask<List<Hint>> ReadAsync(SweepBench bench) =>
        bench.Due.ReadAsync(Sweep.WinBackOffers, bench.Clock.GetCurrentInstant(), shard: 2, CancellationToken.None).ToListAsync();
}
