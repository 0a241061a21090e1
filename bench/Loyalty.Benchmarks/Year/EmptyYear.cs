using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Benchmarks.Year;

/// <summary>A year of the simulated clock over an empty SQLite store, in which every timer fires when it should and finds nothing,
/// beside a bare query of the same database for each time that one fires.</summary>
internal static class EmptyYear
{
    // Every minute, every five, and twice every hour.
    private const int Firings = 365 * 24 * (60 + 12 + 2);

    private static readonly Instant Start = Instant.FromUtc(2011, 1, 1, 0, 0);
    private static readonly Instant End = Instant.FromUtc(2012, 1, 1, 0, 0);

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-year-").FullName;
        try
        {
            var options = new LocalHostOptions { Port = 0, Data = Path.Combine(folder, "data"), Clock = Start };
            await using var host = await Product.StartAsync(options, CancellationToken.None);
            var year = await MoveAsync(host);
            var bare = Query(Path.Combine(options.Data, "store.db"));
            Console.WriteLine("year     bare     ratio");
            Console.WriteLine($"{year.TotalSeconds,5:N1} s  {bare.TotalSeconds,5:N1} s  {year / bare,5:N2}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TimeSpan> MoveAsync(RunningHost host)
    {
        using var staff = new HttpClient { BaseAddress = host.Address, Timeout = Timeout.InfiniteTimeSpan };
        staff.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Keys.Staff);
        var watch = Stopwatch.StartNew();
        using var answer = await staff.PostAsJsonAsync(
            new Uri("/local/clock", UriKind.Relative), new { now = InstantPattern.ExtendedIso.Format(End) });
        answer.EnsureSuccessStatusCode();
        return watch.Elapsed;
    }

    private static TimeSpan Query(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var query = connection.CreateCommand();
        query.CommandText = "SELECT key FROM rows WHERE tbl = 'due' AND partition = $partition";
        var partition = query.Parameters.Add("$partition", SqliteType.Text);
        var watch = Stopwatch.StartNew();
        for (var firing = 0; firing < Firings; firing++)
        {
            partition.Value = "nothing";
            using var reader = query.ExecuteReader();
            reader.Read();
        }

        return watch.Elapsed;
    }
}
