using Loyalty.Domain.Programs;
using Loyalty.Functions.Storage;
using NodaTime;

namespace Loyalty.Functions.Programs;

/// <summary>The versions of the program in the store: read once, and looked for newer ones every so often.</summary>
public sealed class PublishedProgram(IStore store, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    // A till must not wait for as long as a store takes to be given up.
    private static readonly TimeSpan PatienceWhereOneIsKnown = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim refreshing = new(1);
    private Snapshot? snapshot;

    /// <summary>All versions; while the store is down, those that were known before. Throws
    /// <see cref="StoreUnavailableException"/> where there is none yet.</summary>
    public async ValueTask<ProgramVersions> VersionsAsync(CancellationToken cancellationToken)
    {
        if (!IsFresh)
        {
            await RefreshStaleAsync(cancellationToken);
        }

        return snapshot?.Versions ?? throw new StoreUnavailableException("No program is published yet.");
    }

    /// <summary>All versions, among them one that a row names: another host may have published it a moment ago, and whoever
    /// judged by the others alone would take back what it gave.</summary>
    public async ValueTask<ProgramVersions> VersionsAsync(int named, CancellationToken cancellationToken)
    {
        var versions = await VersionsAsync(cancellationToken);
        if (versions.Published[^1].Number >= named)
        {
            return versions;
        }

        await RefreshAsync(cancellationToken);
        return snapshot!.Versions;
    }

    /// <summary>The version published last, or null.</summary>
    public async Task<PublishedVersion?> NewestAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        return snapshot is null ? null : await FindAsync(snapshot.Versions.Published[^1].Number, cancellationToken);
    }

    /// <summary>The version of a number, or null where there is none.</summary>
    public async Task<PublishedVersion?> FindAsync(int number, CancellationToken cancellationToken) =>
        await store.ReadAsync(Tables.Programs, ProgramRow.Partition, ProgramRow.Key(number), cancellationToken) is { } row
            ? ProgramRow.Read(row)
            : null;

    /// <summary>The versions from one number up to another, both with them, in the order of publishing.</summary>
    public async Task<IReadOnlyList<PublishedVersion>> ReadAsync(int from, int to, CancellationToken cancellationToken)
    {
        var versions = new List<PublishedVersion>();
        await foreach (var row in store.ReadRangeAsync(
            Tables.Programs, ProgramRow.Partition, ProgramRow.Key(from), ProgramRow.Key(to + 1), cancellationToken))
        {
            versions.Add(ProgramRow.Read(row));
        }

        return versions;
    }

    /// <summary>When the first version was published, before which nothing happened here; null where none is.</summary>
    public async Task<Instant?> FirstPublishedAtAsync(CancellationToken cancellationToken) =>
        await store.ReadAsync(Tables.Programs, ProgramRow.Partition, ProgramRow.Key(1), cancellationToken) is { } row
            ? ProgramRow.Read(row).PublishedAt
            : null;

    /// <summary>Adds a version; false where one of its number is there.</summary>
    public async Task<bool> InsertAsync(PublishedVersion version, CancellationToken cancellationToken)
    {
        var insert = ProgramRow.Write(version);
        var result = await store.CommitAsync(Tables.Programs, ProgramRow.Partition, [insert], cancellationToken);
        await RefreshAsync(cancellationToken);
        return result is CommitResult.Committed;
    }

    public void Dispose() => refreshing.Dispose();

    private bool IsFresh => snapshot is { } known && time.GetElapsedTime(known.At) < Freshness;

    /// <summary>Looks for newer versions once for all who ask meanwhile. Where the store is down and a program is known, that one
    /// serves for as long again: purchases can be taken by it, and without the store nothing is judged by it.</summary>
    private async Task RefreshStaleAsync(CancellationToken cancellationToken)
    {
        await refreshing.WaitAsync(cancellationToken);
        using var patience = new CancellationTokenSource(
            snapshot is null ? Timeout.InfiniteTimeSpan : PatienceWhereOneIsKnown, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            if (!IsFresh)
            {
                await ReadNewerAsync(either.Token);
            }
        }
        catch (Exception exception) when (
            snapshot is not null && (exception is StoreUnavailableException || patience.IsCancellationRequested))
        {
            snapshot = snapshot with { At = time.GetTimestamp() };
        }
        finally
        {
            refreshing.Release();
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            await ReadNewerAsync(cancellationToken);
        }
        finally
        {
            refreshing.Release();
        }
    }

    private async Task ReadNewerAsync(CancellationToken cancellationToken)
    {
        var at = time.GetTimestamp();
        var versions = snapshot?.Versions.Published.ToList() ?? [];
        var known = versions.Count;
        var from = ProgramRow.Key(known == 0 ? 0 : versions[^1].Number + 1);
        await foreach (var row in store.ReadRangeAsync(
            Tables.Programs, ProgramRow.Partition, from, ProgramRow.Below, cancellationToken))
        {
            versions.Add(ProgramRow.Read(row).Version);
        }

        if (versions.Count > 0)
        {
            snapshot = new(versions.Count == known ? snapshot!.Versions : new ProgramVersions(versions), at);
        }
    }

    private sealed record Snapshot(ProgramVersions Versions, long At);
}
