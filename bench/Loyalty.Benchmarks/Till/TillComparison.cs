using Loyalty.Benchmarks.Reporting;
using Loyalty.LocalHost.Azurite;
using Loyalty.LocalHost.Options;

namespace Loyalty.Benchmarks.Till;

/// <summary>What tills ask most, over HTTP, beside a bare read of the member's row from the same store: turn by turn, so that what
/// disturbs the machine meanwhile disturbs all.</summary>
internal static class TillComparison
{
    private const int WarmUps = 3;
    private const int Rounds = 7;
    private const int FewRounds = 1;
    private const int ReadsARound = 1_000;

    // A code is good once.
    private const int RedemptionsARound = 200;

    public static async Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        var table = section.AddTable("store", "call", "a second", "p50", "p99", "to a bare read: a second", "p50", "p99");
        var rounds = effort.Of(Rounds, FewRounds);
        await InFolderAsync(folder => SqliteAsync(folder, table, rounds, cancellationToken));
        await InFolderAsync(async folder =>
            section.Measured(Target.StandingRate, await AzuriteAsync(folder, table, rounds, cancellationToken)));
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

    private static async Task SqliteAsync(string folder, Table table, int rounds, CancellationToken cancellationToken)
    {
        await using var shop = await Shop.OpenAsync(folder, LocalHostOptions.Sqlite, cancellationToken);
        using var bare = new BareSqliteReads(Path.Combine(folder, "store.db"));
        var read = new Course("bare read", ReadsARound, (till, call, _) => bare.ReadAsync(till, call));
        await CompareAsync("SQLite", shop, read, table, rounds, cancellationToken);
    }

    // Without a folder, so that no call meets the emulator's saving.
    private static async Task<double> AzuriteAsync(string folder, Table table, int rounds, CancellationToken cancellationToken)
    {
        await using var azurite = await AzuriteProcess.StartInMemoryAsync(cancellationToken);
        await using var shop = await Shop.OpenAsync(folder, azurite.ConnectionString, cancellationToken);
        using var bare = new BareTableReads(azurite.ConnectionString);
        var read = new Course("bare read", ReadsARound, (_, call, token) => bare.ReadAsync(call, token));
        return await CompareAsync("Azurite", shop, read, table, rounds, cancellationToken);
    }

    /// <summary>How many members a second are asked for, to bare reads.</summary>
    private static async Task<double> CompareAsync(
        string store, Shop shop, Course bare, Table table, int rounds, CancellationToken cancellationToken)
    {
        var ask = new Course("GET member", ReadsARound, (_, call, token) => shop.AskAsync(call, token));
        var redeem = new Course("POST redemption", RedemptionsARound, (_, call, token) => shop.RedeemAsync(call, token));
        Course[] courses = [bare, ask, redeem];
        for (var round = 0; round < WarmUps + rounds; round++)
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
            table.Add(
                store,
                course.Name,
                $"{course.Rate:N0}",
                $"{course.Percentile(50):N3} ms",
                $"{course.Percentile(99):N3} ms",
                $"{course.Rate / bare.Rate:N3}",
                $"{course.Percentile(50) / bare.Percentile(50):N1}",
                $"{course.Percentile(99) / bare.Percentile(99):N1}");
        }

        return ask.Rate / bare.Rate;
    }
}
