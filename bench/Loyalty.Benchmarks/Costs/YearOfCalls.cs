using Loyalty.Functions;
using Loyalty.Functions.Options;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Options;
using Loyalty.LocalHost.Play;
using Loyalty.Scale.Counted;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Benchmarks.Costs;

/// <summary>Plays the sample's year as <c>play</c> does, with the due index laid out as on Azure, and says what was asked of the store:
/// what a purchase, a member and a month of timers cost there. The scale model (bench/Loyalty.Scale) takes its counts from here.
/// </summary>
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
            using var callers = new Callers();
            await using var host = await RunningHost.StartAsync(options, Functions(), CancellationToken.None);
            var store = (CountingStore)host.Services.GetRequiredService<IStore>();
            var program = await host.Services.GetRequiredService<PublishedProgram>().VersionsAsync(CancellationToken.None);

            // Up to the last purchase; who is looked at afterwards is not part of a year.
            var year = store.Calls;
            await Player.PlayAsync(host, program.Newest, file, progress => year = store.Calls, CancellationToken.None);
            var counted = new CountedYear(file.Count, file.Members.Length, year);
            Print(counted);
            await File.WriteAllTextAsync(CountedYear.Path, counted.Print());
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

    private static void Print(CountedYear year)
    {
        Console.WriteLine($"{year.Events:N0} events of {year.Members:N0} members");
        Console.WriteLine($"{"by",-22}{"table",-12}{"read",12}{"query",12}{"write",12}{"batch",12}{"rows",12}{"an event",12}");
        foreach (var calls in year.Calls)
        {
            Console.WriteLine(
                $"{calls.By,-22}{calls.Table,-12}{calls.Read,12:N0}{calls.Query,12:N0}{calls.Write,12:N0}{calls.Batch,12:N0}"
                + $"{calls.Rows,12:N0}{(double)calls.Calls / year.Events,12:N2}");
        }
    }
}
