using Loyalty.Domain.Outreach;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>A sweep costs what is due, and not what exists.</summary>
public sealed class SweepCostTests
{
    [Fact]
    public async Task A_sweep_of_200_due_costs_the_same_among_1_000_members_as_among_20_000()
    {
        var few = await CostAsync(1_000);
        var many = await CostAsync(20_000);

        Assert.Equal(few, many);
    }

    [Fact]
    public async Task No_timer_reads_a_member_without_a_hint_that_has_come_due()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync(Ids(0, 10), daysAgo: 45);
        await bench.AddAsync(Ids(10, 50), daysAgo: 44);
        await bench.NewWalk().StepAsync(CancellationToken.None);
        bench.Watch();

        foreach (var sweep in Enum.GetValues<Sweep>())
        {
            await bench.RunAsync(sweep);
        }

        var read = bench.Partitions.Where(partition => partition.StartsWith("m-", StringComparison.Ordinal)).Distinct();
        Assert.Equal(Ids(0, 10).Order(), read.Order());
        Assert.Equal(10, bench.Provider.Taken.Count);
    }

    [Fact]
    public async Task Where_nothing_is_due_a_sweep_reads_the_places_of_its_hours_and_nothing_else()
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync(Ids(0, 50), daysAgo: 10);
        await bench.RunAsync();
        bench.Watch();

        await bench.RunAsync();

        Assert.Equal((8, 8), (bench.Store.Calls, bench.Store.Ranges));
    }

    private static async Task<(int Calls, int Ranges, int Reads, int Commits)> CostAsync(int members)
    {
        await using var bench = await SweepBench.StartAsync();
        await bench.AddAsync(Ids(0, 200), daysAgo: 45);
        await bench.AddAsync(Ids(200, members), daysAgo: 10);
        bench.Watch();

        await bench.RunAsync();

        Assert.Equal(200, bench.Provider.Taken.Count);
        return (bench.Store.Calls, bench.Store.Ranges, bench.Store.Reads.Count, bench.Store.Commits.Count);
    }

    private static IEnumerable<string> Ids(int from, int to) => Enumerable.Range(from, to - from).Select(number => $"m-{number}");
}
