namespace Loyalty.Functions.Storage;

/// <summary>
/// Tables of partitions of rows with ETags: the one seam to storage, shaped like Azure Table Storage and no wider.
/// Every member throws <see cref="StoreUnavailableException"/> where the store could not be asked or did not answer;
/// a refused condition is an answer and comes back as a <see cref="CommitResult"/>. Past <see cref="StoreLimits"/> is a bug,
/// and an <see cref="ArgumentException"/>.
/// </summary>
public interface IStore
{
    /// <summary>One row, or null where there is none. A point read.</summary>
    Task<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellationToken);

    /// <summary>The rows of one partition whose key is at least <paramref name="from"/> and below <paramref name="below"/>
    /// (ordinal), in the order of their keys.</summary>
    IAsyncEnumerable<Row> ReadRangeAsync(
        string table, string partition, string from, string below, CancellationToken cancellationToken);

    /// <summary>All writes or none of them: at most <see cref="StoreLimits.OperationsPerCommit"/>, each key once, in the order
    /// given. Without a reply the outcome is unclear; read before trying again.</summary>
    Task<CommitResult> CommitAsync(
        string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancellationToken);

    /// <summary>A page of a whole table, in the order of partition and key, for maintenance. A page may be empty and still
    /// have a next one; the last has none.</summary>
    /// <param name="key">Only rows with this key, at most one a partition; null: all.</param>
    Task<Page> ReadPageAsync(string table, string? key, string? continuation, CancellationToken cancellationToken);
}
