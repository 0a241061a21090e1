using System.Diagnostics;
using System.Net.Http.Headers;
using Loyalty.Benchmarks.Intake;
using Loyalty.Benchmarks.Reporting;
using NodaTime;

namespace Loyalty.Benchmarks.Backtests;

/// <summary>How long a till waits for a member's standing, alone and while one backtest after the other goes over all members, with
/// the same host.</summary>
internal static class TillsBeside
{
    private const int ManyMembers = 20_000;
    private const int FewMembers = 1_000;
    private const int PurchasesEach = 5;
    private const int Calls = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        var members = effort.Of(ManyMembers, FewMembers);
        var folder = Directory.CreateTempSubdirectory("loyalty-tills-").FullName;
        try
        {
            await using var shop = await WholePath.StartAsync(folder, "sqlite", cancellationToken);
            for (var round = 0; round < PurchasesEach; round++)
            {
                await shop.StoreAsync(SampleEvent.Round(round, members, members, LastMonth), cancellationToken);
            }

            using var staff = new HttpClient { BaseAddress = shop.Host.Address };
            staff.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", shop.Host.Keys.Staff);
            await AskAsync(staff, members);
            var alone = await AskAsync(staff, members);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var backtests = BacktestAsync(staff, stop.Token);
            var beside = await AskAsync(staff, members);
            await stop.CancelAsync();
            section.Remark($"{await backtests:N0} members a second were backtested, of {members:N0} with {PurchasesEach} purchases each.");
            var table = section.AddTable("a till waits", "half of its calls", "99 of 100", "half, to alone", "99 of 100, to alone");
            Add(table, "alone", alone, alone);
            Add(table, "beside", beside, alone);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>How long each call took, rising.</summary>
    private static async Task<TimeSpan[]> AskAsync(HttpClient till, int members)
    {
        var waits = new TimeSpan[Calls];
        for (var call = 0; call < Calls; call++)
        {
            var start = Stopwatch.GetTimestamp();
            await till.GetStringAsync(new Uri($"/api/members/m-{call * 7 % members}", UriKind.Relative));
            waits[call] = Stopwatch.GetElapsedTime(start);
            await Task.Delay(Pause);
        }

        Array.Sort(waits);
        return waits;
    }

    /// <summary>One after the other until it is told to stop; says how many members were compared a second.</summary>
    private static async Task<double> BacktestAsync(HttpClient staff, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var compared = 0L;
        while (!stop.IsCancellationRequested)
        {
            compared += await StaffBacktest.RunAsync(staff, stop);
        }

        return compared / watch.Elapsed.TotalSeconds;
    }

    private static void Add(Table table, string name, TimeSpan[] waits, TimeSpan[] alone)
    {
        var (half, most) = (waits[Calls / 2], waits[Calls * 99 / 100]);
        table.Add(
            name,
            $"{half.TotalMilliseconds:N1} ms",
            $"{most.TotalMilliseconds:N1} ms",
            $"{half / alone[Calls / 2]:N2}",
            $"{most / alone[Calls * 99 / 100]:N2}");
    }

#pragma warning disable RS0030 // The host runs on the real time.
    private static Instant LastMonth => SystemClock.Instance.GetCurrentInstant() - Duration.FromDays(30);
#pragma warning restore RS0030
}
