using System.Net.Http.Headers;
using Loyalty.Benchmarks.Intake;

namespace Loyalty.Benchmarks.Processes;

/// <summary>A LocalHost as a process of its own, and tills that post to it: what is measured of it is its alone.</summary>
internal sealed class ServedHost : IContender
{
    private const int Tills = 4;

    private readonly HttpClient till;

    private ServedHost(ServedProcess process)
    {
        Process = process;
        till = new HttpClient { BaseAddress = process.Address };
        till.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServedProcess.StaffKey);
    }

    public ServedProcess Process { get; }

    /// <param name="collector">Where it exports to; null: nowhere.</param>
    public static async Task<ServedHost> StartAsync(string folder, Uri? collector, CancellationToken cancellationToken) => new(
        await ServedProcess.StartHostAsync(
            folder,
            collector is null
                ? []
                : [new("OTEL_EXPORTER_OTLP_ENDPOINT", collector.ToString()), new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")],
            cancellationToken));

    /// <summary>Asks for each of the members once.</summary>
    public Task AskAsync(IEnumerable<string> members, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        members,
        new ParallelOptions { MaxDegreeOfParallelism = Tills, CancellationToken = cancellationToken },
        async (member, token) => await till.GetStringAsync(new Uri($"/api/members/{member}", UriKind.Relative), token));

    public async Task StoreAsync(IReadOnlyList<SampleEvent> events, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            events.Chunk(WholePath.EventsPerPost),
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

    public ValueTask DisposeAsync()
    {
        till.Dispose();
        return Process.DisposeAsync();
    }
}
