using Loyalty.LocalHost.Azurite;
using Loyalty.LocalHost.Options;

namespace Loyalty.Benchmarks.Till;

/// <summary>What tills ask most, over HTTP, beside a bare read of the member's row from the same store: turn by turn, so that what
/// disturbs the machine meanwhile disturbs all.</summary>
internal static class TillComparison
{
    private const int WarmUps = 3;
    private const int Rounds = 7;
    private const int ReadsARound = 1_000;

    // A code is good once.
    private const int RedemptionsARound = 200;

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
            Console.WriteLine("store    call            a second   p50 ms   p99 ms   to bare: rate    p50    p99");
            await InFolderAsync(folder => SqliteAsync(folder, stop.Token));
            await InFolderAsync(folder => AzuriteAsync(folder, stop.Token));
        }
        catch (AzuriteMissingException missing)
        {
            Console.WriteLine(missing.Message);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopped.");
        }
    }

    private static async Task InFolderAsync(Func<string, Task> runAsync)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-till-").FullName;
        try
        {
            await runAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SqliteAsync(string folder, CancellationToken cancellationToken)
    {
        await using var shop = await Shop.OpenAsync(folder, LocalHostOptions.Sqlite, cancellationToken);
        using var bare = new BareSqliteReads(Path.Combine(folder, "store.db"));
        await CompareAsync("sqlite", shop, (till, call, _) => bare.ReadAsync(till, call), cancellationToken);
    }

    // Without a folder, so that no call meets the emulator's saving.
    private static async Task AzuriteAsync(string folder, CancellationToken cancellationToken)
    {
        await using var azurite = await AzuriteProcess.StartInMemoryAsync(cancellationToken);
        await using var shop = await Shop.OpenAsync(folder, azurite.ConnectionString, cancellationToken);
        using var bare = new BareTableReads(azurite.ConnectionString);
        await CompareAsync("azurite", shop, (_, call, token) => bare.ReadAsync(call, token), cancellationToken);
    }

    private static async Task CompareAsync(
        string store, Shop shop, Func<int, int, CancellationToken, Task> readAsync, CancellationToken cancellationToken)
    {
        var bare = new Course("bare read", ReadsARound, readAsync);
        Course[] courses =
        [
            bare,
            new("GET member", ReadsARound, (_, call, token) => shop.AskAsync(call, token)),
            new("POST redemption", RedemptionsARound, (_, call, token) => shop.RedeemAsync(call, token)),
        ];
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            foreach (var course in courses)
            {
                if (round == WarmUps)
                {
                    course.Forget();
                }

                await course.RunAsync(cancellationToken);
            }
        }

        foreach (var course in courses)
        {
            Console.WriteLine(
                $"{store,-8} {course.Name,-15} {course.Rate,8:N0} {course.Percentile(50),8:N3} {course.Percentile(99),8:N3}"
                + $" {course.Rate / bare.Rate,15:N3} {course.Percentile(50) / bare.Percentile(50),6:N1}"
                + $" {course.Percentile(99) / bare.Percentile(99),6:N1}");
        }
    }
}
