using Loyalty.Benchmarks.Intake;
using Loyalty.Benchmarks.Members;
using Loyalty.Benchmarks.Processes;
using Loyalty.Benchmarks.Reporting;
using NodaTime;

namespace Loyalty.Benchmarks.Memory;

/// <summary>The memory of a LocalHost as a process of its own that was asked for each of its members once and has counted an event for
/// each of some, beside one that has no members and was asked for nothing.</summary>
internal static class MemoryUse
{
    private const int EventsAtMost = 1_000;

#pragma warning disable RS0030 // The hosts run on the real time, and refuse purchases that are ahead of it.
    private static Instant Now => SystemClock.Instance.GetCurrentInstant();
#pragma warning restore RS0030

    public static async Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        var table = section.AddTable("members", "working set", "ratio", "managed heap", "ratio");
        (long Set, long Heap)? empty = null;
        foreach (var members in effort.Of<int[]>([0, 1_000, 100_000], [0, 500, 1_000]))
        {
            var (set, heap) = await MeasureAsync(members, cancellationToken);
            empty ??= (set, heap);
            table.Add(
                $"{members:N0}",
                $"{set / 1_000_000:N0} MB",
                $"{(double)set / empty.Value.Set:N2}",
                $"{heap / 1_000_000.0:N1} MB",
                $"{(double)heap / empty.Value.Heap:N2}");
        }
    }

    private static Task<(long Set, long Heap)> MeasureAsync(int members, CancellationToken cancellationToken) =>
        TemporaryFolder.UseAsync("memory", async folder =>
        {
            await Crowd.FillAsync(folder, members, cancellationToken);
            await using var host = await ServedHost.StartAsync(folder, null, cancellationToken);
            await host.AskAsync(Enumerable.Range(0, members).Select(Population.Name), cancellationToken);
            var events = Math.Min(members, EventsAtMost);
            if (events > 0)
            {
                await host.StoreAsync(SampleEvent.Round(0, events, events, Now), cancellationToken);
            }

            // Before anybody has the process collect.
            var set = host.Process.WorkingSet;
            return (set, await ManagedHeap.BytesAsync(host.Process.Id, cancellationToken));
        });
}
