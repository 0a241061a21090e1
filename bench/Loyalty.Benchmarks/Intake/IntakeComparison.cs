using Loyalty.Benchmarks.Reporting;
using Loyalty.LocalHost.Azurite;
using Loyalty.LocalHost.Options;
using NodaTime;

namespace Loyalty.Benchmarks.Intake;

/// <summary>Events a second through the whole path, beside the least that storing them takes: on both stores, where each event is
/// its member's only one, where a batch has several of a member, and where it has those of one alone.</summary>
internal static class IntakeComparison
{
    private const int FewMembers = 50;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

#pragma warning disable RS0030 // The host runs on the real time, and refuses purchases that are ahead of it.
    private static Instant Now => SystemClock.Instance.GetCurrentInstant();
#pragma warning restore RS0030

    public static async Task RunAsync(Section section, Effort effort, CancellationToken cancellationToken)
    {
        var table = section.AddTable("store", "members", "whole path", "bare", "ratio");
        var (events, bareEvents) = effort.Of((5_000, 500), (1_000, 100));
        foreach (var layout in Layouts(events))
        {
            await CompareAsync(table, "SQLite", layout, new(events, bareEvents, layout, Now), SqliteAsync, cancellationToken);
        }

        events = effort.Of(1_500, 300);
        foreach (var layout in Layouts(events))
        {
            var ratio = await CompareAsync(table, "Azurite", layout, new(events, events, layout, Now), AzuriteAsync, cancellationToken);
            if (layout.Together > 1 || layout.Members == events)
            {
                section.Measured(layout.Together > 1 ? Target.IntakeOfOneMember : Target.IntakeApart, ratio);
            }
        }
    }

    // A post has a hundred events: none of one member, some of each of fifty, or all of one.
    private static Layout[] Layouts(int events) =>
        [Layout.Of(events), Layout.Of(FewMembers), new(events / WholePath.EventsPerPost, WholePath.EventsPerPost)];

    private static async Task<double> CompareAsync(
        Table table,
        string store,
        Layout layout,
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
            var together = layout.Together > 1 ? ", one a post" : "";
            table.Add(store, $"{layout.Members:N0}{together}", $"{product:N0}/s", $"{other:N0}/s", $"{ratio:N2}");
            return ratio;
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
