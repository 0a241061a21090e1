using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Loyalty.Benchmarks.Reporting;
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
    private const int FiringsADay = 24 * (60 + 12 + 2);
    private const int DaysOfYear = 365;
    private const int DaysOfMonth = 31;

    private static readonly Instant Start = Instant.FromUtc(2011, 1, 1, 0, 0);

    public static async Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        var days = effort.Of(DaysOfYear, DaysOfMonth);
        var folder = Directory.CreateTempSubdirectory("loyalty-year-").FullName;
        try
        {
            var options = new LocalHostOptions { Port = 0, Data = Path.Combine(folder, "data"), Clock = Start };
            await using var host = await Product.StartAsync(options, cancellationToken);
            var year = await MoveAsync(host, Start + Duration.FromDays(days), cancellationToken);
            var bare = Query(Path.Combine(options.Data, "store.db"), days * FiringsADay);
            section.AddTable("days", "took", "bare queries", "ratio")
                .Add($"{days}", $"{year.TotalSeconds:N1} s", $"{bare.TotalSeconds:N1} s", $"{year / bare:N2}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TimeSpan> MoveAsync(RunningHost host, Instant end, CancellationToken cancellationToken)
    {
        using var staff = new HttpClient { BaseAddress = host.Address, Timeout = Timeout.InfiniteTimeSpan };
        staff.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Keys.Staff);
        var watch = Stopwatch.StartNew();
        using var answer = await staff.PostAsJsonAsync(
            new Uri("/local/clock", UriKind.Relative), new { now = InstantPattern.ExtendedIso.Format(end) }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return watch.Elapsed;
    }

    private static TimeSpan Query(string path, int firings)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var query = connection.CreateCommand();
        query.CommandText = "SELECT key FROM rows WHERE tbl = 'due' AND partition = $partition";
        var partition = query.Parameters.Add("$partition", SqliteType.Text);
        var watch = Stopwatch.StartNew();
        for (var firing = 0; firing < firings; firing++)
        {
            partition.Value = "nothing";
            using var reader = query.ExecuteReader();
            reader.Read();
        }

        return watch.Elapsed;
    }
}
