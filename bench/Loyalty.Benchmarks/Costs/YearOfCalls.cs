using Loyalty.Functions;
using Loyalty.Functions.Options;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Loyalty.LocalHost.Play;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Benchmarks.Costs;

/// <summary>Plays the sample's year as <c>play</c> does, with the due index laid out as on Azure, and says what was asked of the store:
/// what a purchase, a member and a month of timers cost there.</summary>
internal static class YearOfCalls
{
    private const string Program = "samples/online-retail-program.json";
    private const string Purchases = "samples/online-retail-2011.ndjson.gz";

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-costs-").FullName;
        try
        {
            var file = await PurchaseFile.ReadAsync(Purchases, CancellationToken.None);
            var options = new LocalHostOptions
            {
                Port = 0, Data = Path.Combine(folder, "data"), Clock = file.Hours[0].Last, OutlastsPower = false,
            };
            await using var host = await RunningHost.StartAsync(options, Functions(), CancellationToken.None);
            var store = (CountingStore)host.Services.GetRequiredService<IStore>();
            var program = await host.Services.GetRequiredService<PublishedProgram>().VersionsAsync(CancellationToken.None);

            // Up to the last purchase; who is looked at afterwards is not part of a year.
            var year = store.Calls;
            var rows = 0L;
            await Player.PlayAsync(host, program.Newest, file, progress => (year, rows) = (store.Calls, store.RowsWritten), CancellationToken.None);
            Print(year, rows, file.Count, file.Members.Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FunctionSet Functions() => new(
        [.. typeof(Composition).Assembly.GetTypes()],
        (services, configuration) =>
        {
            services.AddLoyalty(configuration).Configure<DueOptions>(due => due.Shards = new DueOptions().Shards);
            var inner = (IStore)services.Last(service => service.ServiceType == typeof(IStore)).ImplementationInstance!;
            services.AddSingleton<IStore>(new CountingStore(inner));
        },
        async (services, token) => await services.GetRequiredService<FileProgram>().TakeAsync(
            Program, await File.ReadAllBytesAsync(Program, token), token));

    private static void Print(IReadOnlyDictionary<(string Table, StoreCall Call), long> calls, long rows, int events, int members)
    {
        Console.WriteLine($"{events:N0} events of {members:N0} members: {calls.Values.Sum():N0} calls, {rows:N0} rows written");
        Console.WriteLine($"{"table",-12}{string.Concat(Enum.GetValues<StoreCall>().Select(call => $"{call,12}"))}{"an event",12}");
        foreach (var table in Tables.All.Where(table => calls.Keys.Any(key => key.Table == table)))
        {
            var counts = Enum.GetValues<StoreCall>().Select(call => calls.GetValueOrDefault((table, call))).ToList();
            Console.WriteLine($"{table,-12}{string.Concat(counts.Select(count => $"{count,12:N0}"))}{(double)counts.Sum() / events,12:N2}");
        }
    }
}
