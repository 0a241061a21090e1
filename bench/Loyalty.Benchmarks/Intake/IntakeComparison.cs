using Loyalty.LocalHost.Azurite;
using Loyalty.LocalHost.Options;
using NodaTime;

namespace Loyalty.Benchmarks.Intake;

/// <summary>Events a second through the whole path, beside the least that storing them takes: on both stores, where each event is
/// its member's only one, and where a batch has several of a member.</summary>
internal static class IntakeComparison
{
    private const int EventsInSqlite = 5_000;
    private const int EventsInBareSqlite = 1_000;
    private const int EventsInAzurite = 1_000;
    private const int FewMembers = 50;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

#pragma warning disable RS0030 // The host runs on the real time, and refuses purchases that are ahead of it.
    private static Instant Now => SystemClock.Instance.GetCurrentInstant();
#pragma warning restore RS0030

    public static async Task RunAsync()
    {
        Console.WriteLine("store    members  whole path  bare        ratio");
        foreach (var members in new[] { EventsInSqlite, FewMembers })
        {
            await RunAsync("sqlite", members, new Pair(EventsInSqlite, EventsInBareSqlite, members, Now), SqliteAsync);
        }

        foreach (var members in new[] { EventsInAzurite, FewMembers })
        {
            await RunAsync("azurite", members, new Pair(EventsInAzurite, EventsInAzurite, members, Now), AzuriteAsync);
        }
    }

    private static async Task RunAsync(
        string store,
        int members,
        Pair pair,
        Func<string, Pair, CancellationToken, Task<(double Product, double Other)>> compareAsync)
    {
        using var limit = new CancellationTokenSource(Limit);
        var folder = Directory.CreateTempSubdirectory("loyalty-intake-").FullName;
        try
        {
            var (product, other) = await compareAsync(folder, pair, limit.Token);
            Console.WriteLine($"{store,-8} {members,7:N0}  {product,8:N0}/s  {other,8:N0}/s  {product / other,5:N2}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Product, double Other)> SqliteAsync(string folder, Pair pair, CancellationToken cancellationToken)
    {
        var data = Path.Combine(folder, "product");
        await using var product = await WholePath.StartAsync(data, LocalHostOptions.Sqlite, cancellationToken);
        return await pair.RunAsync(
            product,
            sample => Task.FromResult<IContender>(
                BareSqlite.Open(Path.Combine(folder, "bare.db"), Path.Combine(data, "store.db"), sample)),
            cancellationToken);
    }

    // One emulator for both, each with tables of its own: so neither has the younger or the idler one.
    private static async Task<(double Product, double Other)> AzuriteAsync(string folder, Pair pair, CancellationToken cancellationToken)
    {
        await using var azurite = await AzuriteProcess.StartAsync(Path.Combine(folder, "azurite"), port: null, cancellationToken);
        await using var product = await WholePath.StartAsync(
            Path.Combine(folder, "product"), azurite.ConnectionString, cancellationToken);
        return await pair.RunAsync(
            product,
            async sample => await BareTables.OpenAsync(azurite.ConnectionString, product.Store, sample, cancellationToken),
            cancellationToken);
    }
}
