using Loyalty.LocalHost.Azurite;
using Loyalty.LocalHost.Options;
using NodaTime;

namespace Loyalty.Benchmarks.Intake;

/// <summary>Events a second through the whole path, beside the least that storing them takes: on both stores, where each event is
/// its member's only one, and where a batch has several of a member.</summary>
internal static class IntakeComparison
{
    private const int EventsInSqlite = 5_000;
    private const int EventsInBareSqlite = 500;
    private const int EventsInAzurite = 1_500;
    private const int FewMembers = 50;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

#pragma warning disable RS0030 // The host runs on the real time, and refuses purchases that are ahead of it.
    private static Instant Now => SystemClock.Instance.GetCurrentInstant();
#pragma warning restore RS0030

    /// <summary>Compares and prints; says why where it could not.</summary>
    public static async Task RunAsync()
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The emulator is a process of its own, and is to end with this one.
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            Console.WriteLine("store    members  whole path  bare        ratio");
            foreach (var members in new[] { EventsInSqlite, FewMembers })
            {
                await RunAsync("sqlite", members, new(EventsInSqlite, EventsInBareSqlite, members, Now), SqliteAsync, stop.Token);
            }

            foreach (var members in new[] { EventsInAzurite, FewMembers })
            {
                await RunAsync("azurite", members, new(EventsInAzurite, EventsInAzurite, members, Now), AzuriteAsync, stop.Token);
            }
        }
        catch (AzuriteMissingException missing)
        {
            Console.WriteLine(missing.Message);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"Stopped, or not done within {Limit.TotalSeconds} s.");
        }
    }

    private static async Task RunAsync(
        string store,
        int members,
        Pair pair,
        Func<string, Pair, CancellationToken, Task<Rates>> compareAsync,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var folder = Directory.CreateTempSubdirectory("loyalty-intake-").FullName;
        try
        {
            var (product, other, ratio) = await compareAsync(folder, pair, limit.Token);
            Console.WriteLine($"{store,-8} {members,7:N0}  {product,8:N0}/s  {other,8:N0}/s  {ratio,5:N2}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Rates> SqliteAsync(string folder, Pair pair, CancellationToken cancellationToken)
    {
        var data = Path.Combine(folder, "product");
        await using var product = await WholePath.StartAsync(data, LocalHostOptions.Sqlite, cancellationToken);
        return await pair.RunAsync(
            product,
            sample => Task.FromResult<IContender>(
                BareSqlite.Open(Path.Combine(folder, "bare.db"), Path.Combine(data, "store.db"), sample)),
            cancellationToken);
    }

    // One emulator for both, so that neither has the younger one, and without a folder, so that neither meets its saving.
    private static async Task<Rates> AzuriteAsync(string folder, Pair pair, CancellationToken cancellationToken)
    {
        await using var azurite = await AzuriteProcess.StartInMemoryAsync(cancellationToken);
        await using var product = await WholePath.StartAsync(
            Path.Combine(folder, "product"), azurite.ConnectionString, cancellationToken);
        return await pair.RunAsync(
            product,
            async sample => await BareTables.OpenAsync(azurite.ConnectionString, product.Store, sample, cancellationToken),
            cancellationToken);
    }
}
