using System.Diagnostics;
using Loyalty.Benchmarks.Members;
using Loyalty.Benchmarks.Processes;
using Loyalty.Benchmarks.Reporting;

namespace Loyalty.Benchmarks.Starting;

/// <summary>From the start of a LocalHost as a process of its own to its first answer, on an empty folder and on one with many members,
/// beside a minimal app that does nothing else: turn by turn.</summary>
internal static class StartCost
{
    private static readonly Uri Health = new("/api/health", UriKind.Relative);

    public static Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken) =>
        TemporaryFolder.UseAsync("start", async folder =>
        {
            var members = effort.Of(100_000, 1_000);
            var full = Path.Combine(folder, "full");
            await Crowd.FillAsync(full, members, cancellationToken);
            var starts = new List<(TimeSpan Bare, TimeSpan Empty, TimeSpan Full)>();
            for (var round = 0; round <= effort.Of(7, 1); round++)
            {
                var empty = Path.Combine(folder, $"empty{round}");
                starts.Add((
                    await TimeAsync(() => ServedProcess.StartBareAsync(cancellationToken), cancellationToken),
                    await TimeAsync(() => ServedProcess.StartHostAsync(empty, [], cancellationToken), cancellationToken),
                    await TimeAsync(() => ServedProcess.StartHostAsync(full, [], cancellationToken), cancellationToken)));
            }

            // The first of each has brought its files into the machine's memory.
            starts.RemoveAt(0);
            var table = section.AddTable("process", "first answer", "ratio");
            Add("a minimal app", start => start.Bare);
            Add("LocalHost, empty folder", start => start.Empty);
            Add($"LocalHost, {members:N0} members", start => start.Full);

            void Add(string name, Func<(TimeSpan Bare, TimeSpan Empty, TimeSpan Full), TimeSpan> of) => table.Add(
                name,
                $"{Middle.Of(starts.Select(start => of(start).TotalMilliseconds)):N0} ms",
                $"{Middle.Of(starts.Select(start => of(start) / start.Bare)):N1}");
        });

    private static async Task<TimeSpan> TimeAsync(Func<Task<ServedProcess>> startAsync, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await using var process = await startAsync();
        using var client = new HttpClient { BaseAddress = process.Address };
        using var answer = await client.GetAsync(Health, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start);
    }
}
