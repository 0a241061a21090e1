namespace Loyalty.EndToEnd.Tests;

/// <summary>The store answers nothing for a minute while tills go on posting.</summary>
public sealed class StoreOutageTests : IAsyncDisposable
{
    private const string AsOf = "2011-12-09";
    private const int Events = 2_000;

    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(1);
    private static readonly string Program = Repository.File("samples/online-retail-program.json");

    private readonly string data = Directory.CreateTempSubdirectory("loyalty-outage-").FullName;

    private string AzuriteFolder => Path.Combine(data, "azurite");

    public async ValueTask DisposeAsync()
    {
        await Emulator.StopLeftAsync(AzuriteFolder);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_store_that_is_down_for_a_minute_costs_no_event_and_makes_no_dead_letter()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Emulator.SkipWithoutAsync(cancellation);
        var events = Everybody.ReadEvents(Repository.File("samples/online-retail-2011.ndjson.gz")).Take(Events).ToList();
        var purchases = Path.Combine(data, "purchases.ndjson");
        await File.WriteAllLinesAsync(purchases, events, cancellation);
        await using var host = await HostProcess.StartAsync(data, "azurite", Program);
        using var till = new Till(() => host.Address, () => { });

        await till.PostAsync(events.Take(Events / 2), 100);
        await Emulator.FreezeAsync(AzuriteFolder);
        var down = Task.Delay(Outage, cancellation);
        await till.PostAsync(events.Skip(Events / 2), 100);
        Assert.False(down.IsCompleted, "Purchases are taken while the store is down.");
        await down;
        await Emulator.ThawAsync(AzuriteFolder);

        await Everybody.StandsAsync(host, Program, purchases, AsOf);
        await host.StopAsync();
    }
}
