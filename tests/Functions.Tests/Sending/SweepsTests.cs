using Loyalty.Domain.Outreach;
using Loyalty.Functions.Storage;
using NodaTime;

namespace Loyalty.Functions.Tests.Sending;

public sealed class SweepsTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 22, 12, 0);

    [Fact]
    public async Task Two_sweeps_at_once_over_the_same_hints_send_each_message_once()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync(Enumerable.Range(0, 60).Select(number => $"m-{number}"), daysAgo: 45);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(
            () => bench.NewHost().RunAsync(Sweep.WinBackOffers, CancellationToken.None))));
        Assert.Equal(60, bench.Provider.Taken.Count);

        // Whoever met another's claim looks again when it ends, and finds that all is done.
        bench.Clock.AdvanceHours(1);
        await bench.RunAsync();
        Assert.Equal(60, bench.Provider.Taken.Count);
        Assert.Empty(await bench.HintsAsync());
    }

    [Fact]
    public async Task What_a_sweep_could_not_do_while_the_store_was_down_the_next_one_does()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync(["m-1", "m-2"], daysAgo: 45);
        bench.Store.IsDown = partition => partition == "m-1";

        await bench.RunAsync();
        Assert.Single(bench.Provider.Taken);
        Assert.Equal(
            ["Error: The sweep WinBackOffers could not look at a member; it tries again when it runs next"], bench.Log.Lines);
        bench.Store.IsDown = _ => false;
        await bench.RunAsync();

        Assert.Equal(2, bench.Provider.Taken.Count);
        Assert.Empty(await bench.HintsAsync());
    }

    [Fact]
    public async Task A_store_that_is_out_ends_a_run_before_it_has_asked_for_everybody()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync(Enumerable.Range(0, 120).Select(number => $"m-{number}"), daysAgo: 45);
        bench.Watch();
        bench.Store.IsDown = partition =>
        {
            bench.Partitions.Enqueue(partition);
            return partition.StartsWith("m-", StringComparison.Ordinal);
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => bench.RunAsync());
        Assert.InRange(bench.Partitions.Distinct().Count(partition => partition.StartsWith("m-", StringComparison.Ordinal)), 21, 60);

        bench.Store.IsDown = _ => false;
        await bench.RunAsync();
        Assert.Equal(120, bench.Provider.Taken.Count);
    }

    [Fact]
    public async Task Members_of_all_shards_are_looked_at_in_turn()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync(Enumerable.Range(0, 40).Select(number => $"m-{number}"), daysAgo: 45);
        var shards = (await bench.HintsAsync()).Select(hint => hint.Split(' ')).ToDictionary(hint => hint[1], hint => hint[0]);
        var count = shards.Values.Distinct().Count();
        Assert.Equal(8, count);
        bench.Watch();

        await bench.NewHost(membersAtOnce: 1).RunAsync(Sweep.WinBackOffers, CancellationToken.None);

        Assert.Equal(count, bench.Partitions.Where(shards.ContainsKey).Distinct().Take(count).Select(member => shards[member]).Distinct().Count());
    }

    [Fact]
    public async Task A_member_who_cannot_be_looked_at_holds_up_neither_the_others_nor_the_watermark()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync(["m-1", "m-2"], daysAgo: 45);
        await bench.DamageAsync("m-1");

        // While somebody could still be writing the member, the hint stays where it is.
        await bench.RunAsync();
        Assert.Single(bench.Provider.Taken);
        Assert.Equal(["WinBackOffers:00498708:02 m-1 2026-11-22T12:00:00Z"], await bench.HintsAsync());

        bench.Clock.AdvanceMinutes(130);
        await bench.RunAsync();
        Assert.Equal(["WinBackOffers:00498711:02 m-1 2026-11-22T15:10:00Z"], await bench.HintsAsync());
        Assert.Equal(
            Enumerable.Repeat("Error: The sweep WinBackOffers could not look at a member; it tries again when it runs next", 2), bench.Log.Lines);

        await bench.RunAsync();
        bench.Watch();
        await bench.RunAsync();
        Assert.Equal([Noon + Duration.FromHours(1), Noon + Duration.FromHours(2)], bench.HoursOf(Sweep.WinBackOffers));
    }

    [Fact]
    public async Task A_member_who_can_be_looked_at_again_is_looked_at_again()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync("m-1", daysAgo: 45);
        var whole = await bench.Store.ReadAsync(Tables.Members, "m-1", "member", CancellationToken.None);
        await bench.DamageAsync("m-1");
        for (var hour = 0; hour < 48; hour++)
        {
            await bench.RunAsync();
            bench.Clock.AdvanceHours(1);
        }

        // Two days of failing leave one hint, and an hour or two to look into.
        Assert.Single(await bench.HintsAsync());
        bench.Watch();
        await bench.RunAsync();
        Assert.InRange(bench.HoursOf(Sweep.WinBackOffers).Count, 1, 4);

        await bench.Store.CommitAsync(Tables.Members, "m-1", [new Write.Put("member", whole!.Fields)], CancellationToken.None);
        bench.Clock.AdvanceHours(1);
        await bench.RunAsync();

        Assert.Single(bench.Provider.Taken);
    }

    [Fact]
    public async Task A_new_tiers_letter_brings_the_reward_that_is_given_for_it()
    {
        await using var bench = await SweepBench.StartAsync("""{ "from": "hello@example.com", "tierUpgrade": { } }""");
        await bench.AddAsync("m-1", daysAgo: 0, spend: 100_000);

        await bench.RunAsync(Sweep.TierRewards);

        var rewards = bench.Store.ReadRangeAsync(Tables.Members, "m-1", "reward:", "reward:~", CancellationToken.None);
        var code = Assert.Single(await rewards.ToListAsync(CancellationToken.None)).Key["reward:".Length..];
        var letter = Assert.Single(bench.Provider.Taken);
        Assert.Equal("You are Silver now", letter.Subject);
        Assert.Contains($"Your code: {code[..4]}-{code[4..8]}-{code[8..]}", letter.Text, StringComparison.Ordinal);
    }
}
