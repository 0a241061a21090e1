using System.Diagnostics;
using System.Net.Http.Headers;
using Loyalty.Benchmarks.Intake;
using Loyalty.LocalHost.Hosting;

namespace Loyalty.Benchmarks.Exporting;

/// <summary>A LocalHost as a process of its own, so that what it exports is said by it alone.</summary>
internal sealed class ServedHost : IContender
{
    private const string Listens = "Loyalty listens on ";
    private const string Key = "office";
    private const int Tills = 4;
    private const int EventsPerPost = 100;

    private readonly Process process;
    private readonly HttpClient till;

    private ServedHost(Process process, Uri address)
    {
        this.process = process;
        till = new HttpClient { BaseAddress = address };
        till.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    /// <param name="collector">Where it exports to; null: nowhere.</param>
    public static async Task<ServedHost> StartAsync(string folder, Uri? collector, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [
            typeof(RunningHost).Assembly.Location,
            "--port", "0", "--data", folder, "--program", Path.Combine(AppContext.BaseDirectory, "program.json"), "--staff-key", Key])
        {
            RedirectStandardOutput = true,
        };
        if (collector is not null)
        {
            start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.ToString();
            start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        }

        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Listens, StringComparison.Ordinal))
            {
                return new(process, new Uri(line[Listens.Length..]));
            }
        }

        throw new InvalidOperationException("The host did not start.");
    }

    public async Task StoreAsync(IReadOnlyList<SampleEvent> events, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            events.Chunk(EventsPerPost),
            new ParallelOptions { MaxDegreeOfParallelism = Tills, CancellationToken = cancellationToken },
            async (post, token) =>
            {
                using var body = new ByteArrayContent([.. post.SelectMany(sample => sample.Json)]);
                body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
                using var answer = await till.PostAsync(new Uri("/api/purchases", UriKind.Relative), body, token);
                answer.EnsureSuccessStatusCode();
            });
        while (!(await till.GetStringAsync(new Uri("/local/queue", UriKind.Relative), cancellationToken))
            .StartsWith("""{"ready":0,"locked":0,""", StringComparison.Ordinal))
        {
            await Task.Delay(1, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        till.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
