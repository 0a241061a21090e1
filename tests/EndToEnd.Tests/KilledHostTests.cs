using Azure.Data.Tables;
using Loyalty.Functions.Storage;
using Loyalty.LocalHost.Azurite;
using Loyalty.LocalHost.Sqlite;

namespace Loyalty.EndToEnd.Tests;

/// <summary>A year of real purchases, shuffled, a tenth of them twice, posted by four tills at once to a host that is killed in
/// the middle: in the end everybody stands where the contract's command says.</summary>
public sealed class KilledHostTests : IAsyncDisposable
{
    private const string Purchases = "samples/online-retail-2011.ndjson.gz";
    private const string AsOf = "2011-12-09";
    private const int Tills = 4;
    private const int Seed = 20111209;

    private static readonly string Program = Repository.File("samples/online-retail-program.json");

    private readonly string data = Directory.CreateTempSubdirectory("loyalty-end-to-end-").FullName;

    private string AzuriteFolder => Path.Combine(data, "azurite");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await Emulator.StopLeftAsync(AzuriteFolder);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task On_sqlite_a_kill_of_the_whole_tree_loses_nothing_and_counts_nothing_twice()
    {
        var distinct = Everybody.ReadEvents(Repository.File(Purchases));
        await using (var host = await PlayAsync(distinct, "sqlite", killTree: true))
        {
            await Everybody.StandsAsync(host, Program, Repository.File(Purchases), AsOf);
            await host.StopAsync();
        }

        await using var database = new SqliteDatabase(Path.Combine(data, "store.db"));
        Assert.Equal(distinct.Count, await CountLedgerAsync(await SqliteStore.OpenAsync(database)));
    }

    [Fact]
    public async Task On_azurite_a_kill_of_the_host_loses_nothing_and_counts_nothing_twice()
    {
        await Emulator.SkipWithoutAsync(Cancellation);
        var distinct = Everybody.ReadEvents(Repository.File(Purchases));
        await using (var host = await PlayAsync(distinct, "azurite", killTree: false))
        {
            await Everybody.StandsAsync(host, Program, Repository.File(Purchases), AsOf);
            await host.StopAsync();
        }

        await using var azurite = await AzuriteProcess.StartAsync(AzuriteFolder, null, Cancellation);
        var service = new TableServiceClient(azurite.ConnectionString, AzureTableStore.ClientOptions());
        Assert.Equal(distinct.Count, await CountLedgerAsync(await AzureTableStore.OpenAsync(service, Cancellation)));
    }

    private async Task<HostProcess> PlayAsync(IReadOnlyList<string> distinct, string store, bool killTree)
    {
        var random = new Random(Seed);
        var events = distinct.Concat(distinct.Where((_, number) => number % 10 == 0)).ToArray();
        random.Shuffle(events);
        var host = await HostProcess.StartAsync(data, store, Program);
        var address = host.Address;
        var middle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var posted = 0;

        // Ten at a time from each till: enough posts for the kill to meet some of them, and few enough to be quick.
        const int AtOnce = 10;
        var half = events.Length / AtOnce / 2;
        var tills = Enumerable.Range(0, Tills).Select(_ => new Till(() => address, CountPost)).ToList();
        var posting = tills
            .Select((till, number) => Task.Run(() => till.PostAsync(events.Where((_, place) => place % Tills == number), AtOnce)))
            .ToList();

        await Task.WhenAny(middle.Task, Task.WhenAll(posting));
        await host.KillAsync(killTree);
        await host.DisposeAsync();
        host = await HostProcess.StartAsync(data, store, Program);
        address = host.Address;

        await Task.WhenAll(posting);
        tills.ForEach(till => till.Dispose());
        return host;

        void CountPost()
        {
            if (Interlocked.Increment(ref posted) == half)
            {
                middle.SetResult();
            }
        }
    }

    private static async Task<int> CountLedgerAsync(IStore store) =>
        (await StoredRows.ReadAsync(store, Tables.Members)).Count(row => row.Key.StartsWith("event:", StringComparison.Ordinal));
}
