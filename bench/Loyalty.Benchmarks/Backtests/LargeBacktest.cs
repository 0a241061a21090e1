using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Loyalty.Benchmarks.Reporting;

namespace Loyalty.Benchmarks.Backtests;

/// <summary><c>loyalty backtest</c> as a process of its own over a large file, beside a bare loop that parses each line of it as
/// JSON and keeps nothing.</summary>
internal static class LargeBacktest
{
    private const int Members = 100_000;
    private const int FewMembers = 5_000;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-backtest-").FullName;
        try
        {
            var (purchases, program, draft) = (
                Path.Combine(folder, "purchases.ndjson"), Path.Combine(folder, "program.json"), Path.Combine(folder, "draft.json"));
            LargeFile.Write(purchases, effort.Of(Members, FewMembers));
            await File.WriteAllBytesAsync(program, SampleProgram.Document, cancellationToken);
            var harder = Encoding.UTF8.GetString(SampleProgram.Document).Replace("100000", "150000", StringComparison.Ordinal);
            await File.WriteAllTextAsync(draft, harder, cancellationToken);
            var bare = Parse(purchases);
            var (took, peak, result) = await BacktestAsync("--program", draft, "--against", program, "--purchases", purchases);
            section.AddTable("members", "purchases", "backtest", "bare parsing", "ratio", "peak memory").Add(
                $"{result.GetProperty("members").GetInt64():N0}",
                $"{new FileInfo(purchases).Length / 1_000_000:N0} MB",
                $"{took.TotalSeconds:N1} s",
                $"{bare.TotalSeconds:N1} s",
                $"{took / bare:N2}",
                $"{peak / 1_000_000:N0} MB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(TimeSpan Took, long Peak, JsonElement Result)> BacktestAsync(params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "loyalty"), ["backtest", .. args])
        {
            RedirectStandardOutput = true,
        };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!process.HasExited)
        {
            process.Refresh();
            peak = Math.Max(peak, process.PeakWorkingSet64);
            await Task.Delay(Glance);
        }

        var took = watch.Elapsed;
        return (took, peak, JsonElement.Parse(await output));
    }

    private static TimeSpan Parse(string path)
    {
        var watch = Stopwatch.StartNew();
        using var file = new StreamReader(path);
        while (file.ReadLine() is { } line)
        {
            JsonDocument.Parse(line).Dispose();
        }

        return watch.Elapsed;
    }
}
