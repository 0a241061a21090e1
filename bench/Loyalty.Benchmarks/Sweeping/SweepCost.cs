using Loyalty.Benchmarks.Members;
using Loyalty.Benchmarks.Reporting;
using Loyalty.LocalHost.Azurite;
using Loyalty.LocalHost.Options;

namespace Loyalty.Benchmarks.Sweeping;

/// <summary>What a run of a timer costs, by how many members are due and by how many there are.</summary>
internal static class SweepCost
{
    private const string Due = "due";
    private const string Later = "later";

    public static async Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        var table = section.AddTable(
            "store", "members", "due", "took", "a member due", "bare", "ratio", "reads a member", "commits", "rows");
        var cases = effort.Of<(int Total, int Due)[]>(
            [(20_000, 100), (20_000, 1_000), (20_000, 10_000), (10_000, 1_000), (100_000, 1_000), (1_000_000, 1_000)],
            [(1_000, 50), (2_000, 50)]);

        // Once for nothing, so that the first one finds its code compiled.
        await SqliteAsync(500, 250, cancellationToken);
        foreach (var (total, due) in cases)
        {
            var (swept, bare) = await SqliteAsync(total, due, cancellationToken);
            Add(table, "SQLite", total, swept, bare);
        }

        foreach (var (total, due) in effort.Of<(int Total, int Due)[]>([(2_000, 100), (2_000, 1_000)], [(200, 50)]))
        {
            var (swept, bare) = await AzuriteAsync(total, due, cancellationToken);
            Add(table, "Azurite", total, swept, bare);
        }
    }

    // The product writes one member of each kind, and the others are copies of these.
    private static Task<(Swept Swept, TimeSpan Bare)> SqliteAsync(int total, int due, CancellationToken cancellationToken) =>
        TemporaryFolder.UseAsync("sweep", async folder =>
        {
            await using (var host = await SweptHost.StartAsync(folder, LocalHostOptions.Sqlite, cancellationToken))
            {
                await host.WriteAsync([Due], isDue: true, cancellationToken);
                await host.WriteAsync([Later], isDue: false, cancellationToken);
            }

            var path = Path.Combine(folder, "store.db");
            Population.Copy(path, Due, 0, due - 1);
            Population.Copy(path, Later, due - 1, total - due - 1);
            Swept swept;
            await using (var host = await SweptHost.StartAsync(folder, LocalHostOptions.Sqlite, cancellationToken))
            {
                swept = await host.SweepAsync(due, cancellationToken);
            }

            return (swept, BareRows.InSqlite(path, swept));
        });

    private static Task<(Swept Swept, TimeSpan Bare)> AzuriteAsync(int total, int due, CancellationToken cancellationToken) =>
        TemporaryFolder.UseAsync("sweep", async folder =>
        {
            await using var azurite = await AzuriteProcess.StartInMemoryAsync(cancellationToken);
            await using var host = await SweptHost.StartAsync(folder, azurite.ConnectionString, cancellationToken);
            await host.WriteAsync(Enumerable.Range(0, due).Select(Population.Name), isDue: true, cancellationToken);
            await host.WriteAsync(Enumerable.Range(due, total - due).Select(Population.Name), isDue: false, cancellationToken);
            var swept = await host.SweepAsync(due, cancellationToken);
            var row = await host.RowAsync(Population.Name(0), cancellationToken);
            return (swept, await BareRows.InTablesAsync(azurite.ConnectionString, row, swept, cancellationToken));
        });

    private static void Add(Table table, string store, int total, Swept swept, TimeSpan bare) => table.Add(
        store,
        $"{total:N0}",
        $"{swept.Due:N0}",
        $"{swept.Took.TotalSeconds:N2} s",
        $"{swept.Took.TotalMilliseconds / swept.Due:N2} ms",
        $"{bare.TotalSeconds:N2} s",
        $"{swept.Took / bare:N2}",
        $"{(double)swept.Reads / swept.Due:N1}",
        $"{(double)swept.Commits / swept.Due:N1}",
        $"{(double)swept.Rows / swept.Due:N1}");
}
