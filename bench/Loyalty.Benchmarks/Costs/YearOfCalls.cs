using Loyalty.Benchmarks.Reporting;
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

    public static async Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        if (effort.IsShort)
        {
            section.Remark("Left out of a short run: a year has no shorter one.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("loyalty-costs-").FullName;
        try
        {
            var file = await PurchaseFile.ReadAsync(Purchases, cancellationToken);
            var options = new LocalHostOptions
            {
                Port = 0, Data = Path.Combine(folder, "data"), Clock = file.Hours[0].Last, OutlastsPower = false,
            };
            using var callers = new Callers();
            await using var host = await RunningHost.StartAsync(options, Functions(), cancellationToken);
            var store = (CountingStore)host.Services.GetRequiredService<IStore>();
            var program = await host.Services.GetRequiredService<PublishedProgram>().VersionsAsync(cancellationToken);

            // Up to the last purchase; who is looked at afterwards is not part of a year.
            var year = store.Calls;
            await Player.PlayAsync(host, program.Newest, file, progress => year = store.Calls, cancellationToken);
            var counted = new CountedYear(file.Count, file.Members.Length, year);
            Add(section, counted);
            if (effort.IsAlone)
            {
                await File.WriteAllTextAsync(CountedYear.Path, counted.Print(), cancellationToken);
            }
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

    private static void Add(Section section, CountedYear year)
    {
        section.Remark($"{year.Events:N0} events of {year.Members:N0} members.");
        var table = section.AddTable("by", "table", "read", "query", "write", "batch", "rows", "an event");
        foreach (var calls in year.Calls)
        {
            table.Add(
                calls.By,
                calls.Table,
                $"{calls.Read:N0}",
                $"{calls.Query:N0}",
                $"{calls.Write:N0}",
                $"{calls.Batch:N0}",
                $"{calls.Rows:N0}",
                $"{(double)calls.Calls / year.Events:N2}");
        }
    }
}
