using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Play;
using Loyalty.LocalHost.Sqlite;

namespace Loyalty.EndToEnd.Tests.Exporting;

/// <summary>A shop that exports all it can, played and then called in every way: what came out of it, what was put in, and what its
/// store has in the end.</summary>
public sealed class PlayedShop : IAsyncLifetime
{
    private static readonly string[] KeysThatNameSomething = ["reward:", "message:", "redemption:", "feedback:"];

    private readonly string folder = Directory.CreateTempSubdirectory("loyalty-telemetry-").FullName;
    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(5));

    internal Exported Exported { get; private set; } = null!;

    /// <summary>Whatever must not be found.</summary>
    internal IReadOnlyCollection<string> Personal { get; private set; } = [];

    internal IReadOnlyList<Row> Rows { get; private set; } = [];

    internal int DeadLetters { get; private set; }

    private string Sample => Path.Combine(folder, "purchases.ndjson");

    // Each play has a folder of its own.
    private string Shop => Path.GetDirectoryName(Directory.GetFiles(folder, "store.db", SearchOption.AllDirectories).Single())!;

    public async ValueTask InitializeAsync()
    {
        var (members, ids) = await ShortSample.WriteAsync(Sample);
        await using var collector = await Collector.StartAsync();
        await using var host = await StartAsync(collector);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ActivityHeadersPropagator = null })
        {
            BaseAddress = host.Address,
        };
        var calls = new EveryCall(host, http, Shop, patience.Token);
        await calls.MakeAsync(members[0]);
        await host.StopAsync();

        Exported = new(collector);
        Rows = await ReadRowsAsync();
        DeadLetters = calls.DeadLetters;
        Personal =
        [
            .. calls.Personal, .. members, .. members.Select(member => Persona.Of(member).Email), .. ids, ShortSample.Bad,
            .. from row in Rows
               from kind in KeysThatNameSomething
               where row.Key.StartsWith(kind, StringComparison.Ordinal)
               select row.Key[kind.Length..],
        ];
    }

    public ValueTask DisposeAsync()
    {
        patience.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<HostProcess> StartAsync(Collector collector) => HostProcess.StartAsync(
        ["play", Sample, "--data", Path.Combine(folder, "data"), "--pos-key", EveryCall.PosKey, "--staff-key", EveryCall.StaffKey],
        [
            new("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            // Every span is to come, however fast a month passes.
            new("OTEL_BSP_MAX_QUEUE_SIZE", "1000000"),
            new("OTEL_BSP_SCHEDULE_DELAY", "200"),
            new("OTEL_BLRP_MAX_QUEUE_SIZE", "1000000"),
        ]);

    private async Task<IReadOnlyList<Row>> ReadRowsAsync()
    {
        await using var database = new SqliteDatabase(Path.Combine(Shop, "store.db"));
        var store = await SqliteStore.OpenAsync(database);
        var rows = new List<Row>();
        string? continuation = null;
        do
        {
            var page = await store.ReadPageAsync(Tables.Members, null, continuation, patience.Token);
            rows.AddRange(page.Rows);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }
}
