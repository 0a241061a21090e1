using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Loyalty.Benchmarks.Intake;
using NodaTime;

namespace Loyalty.Benchmarks.Backtests;

/// <summary>How long a till waits for a member's standing, alone and while one backtest after the other goes over all members, with
/// the same host.</summary>
internal static class TillsBeside
{
    private const int Members = 20_000;
    private const int PurchasesEach = 5;
    private const int Calls = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly Uri Backtests = new("/api/program/backtest", UriKind.Relative);

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-tills-").FullName;
        try
        {
            await using var shop = await WholePath.StartAsync(folder, "sqlite", CancellationToken.None);
            for (var round = 0; round < PurchasesEach; round++)
            {
                await shop.StoreAsync(SampleEvent.Round(round, Members, Members, LastMonth), CancellationToken.None);
            }

            using var staff = new HttpClient { BaseAddress = shop.Host.Address };
            staff.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", shop.Host.Keys.Staff);
            await AskAsync(staff);
            var alone = await AskAsync(staff);
            using var stop = new CancellationTokenSource();
            var backtests = BacktestAsync(staff, stop.Token);
            var beside = await AskAsync(staff);
            await stop.CancelAsync();
            Console.WriteLine($"{await backtests:N0} members a second, {Members:N0} members of {PurchasesEach} purchases");
            Console.WriteLine("a till waits    half    99 of 100");
            Print("alone", alone);
            Print("beside", beside);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>How long each call took, rising.</summary>
    private static async Task<TimeSpan[]> AskAsync(HttpClient till)
    {
        var waits = new TimeSpan[Calls];
        for (var call = 0; call < Calls; call++)
        {
            var start = Stopwatch.GetTimestamp();
            await till.GetStringAsync(new Uri($"/api/members/m-{call * 7 % Members}", UriKind.Relative));
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
            using var draft = new ByteArrayContent(SampleProgram.Document);
            using var begun = await staff.PostAsync(Backtests, draft, CancellationToken.None);
            var job = await JsonAsync(begun);
            var one = new Uri($"{Backtests}/{job.GetProperty("id").GetString()}", UriKind.Relative);
            while (job.GetProperty("status").GetString() != "done" && !stop.IsCancellationRequested)
            {
                using var further = await staff.GetAsync(one, CancellationToken.None);
                job = await JsonAsync(further);
            }

            compared += job.GetProperty("members").GetInt64();
        }

        return compared / watch.Elapsed.TotalSeconds;
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());

    private static void Print(string name, TimeSpan[] waits) => Console.WriteLine(
        $"{name,-12}  {waits[Calls / 2].TotalMilliseconds,5:N1} ms  {waits[Calls * 99 / 100].TotalMilliseconds,8:N1} ms");

#pragma warning disable RS0030 // The host runs on the real time.
    private static Instant LastMonth => SystemClock.Instance.GetCurrentInstant() - Duration.FromDays(30);
#pragma warning restore RS0030
}
