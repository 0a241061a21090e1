using System.Globalization;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests;

/// <summary>A store that is there for as long as a test, and fast enough for thousands of histories. The contract of stores holds
/// for it as for those of the product.</summary>
internal sealed class MemoryStore : IStore
{
    private const int RowsPerPage = 100;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Table, string Partition), SortedDictionary<string, Row>> partitions = [];
    private long lastETag;

    public Task<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreLimits.CheckKey(partition);
        StoreLimits.CheckKey(key);
        lock (gate)
        {
            return Task.FromResult(partitions.GetValueOrDefault((table, partition))?.GetValueOrDefault(key));
        }
    }

    public IAsyncEnumerable<Row> ReadRangeAsync(
        string table, string partition, string from, string below, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreLimits.CheckKey(partition);
        lock (gate)
        {
            List<Row> rows =
            [
                .. (partitions.GetValueOrDefault((table, partition)) ?? []).Values.Where(row =>
                    string.CompareOrdinal(row.Key, from) >= 0 && string.CompareOrdinal(row.Key, below) < 0),
            ];
            return rows.ToAsyncEnumerable();
        }
    }

    public Task<CommitResult> CommitAsync(
        string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreLimits.Check(partition, writes);
        lock (gate)
        {
            var rows = partitions.GetValueOrDefault((table, partition)) ?? new(StringComparer.Ordinal);
            if (writes.Select(write => Refusal(rows, write)).FirstOrDefault(refusal => refusal is not null) is { } refused)
            {
                return Task.FromResult(refused);
            }

            foreach (var write in writes)
            {
                Do(rows, partition, write);
            }

            partitions[(table, partition)] = rows;
            return Task.FromResult<CommitResult>(CommitResult.Committed.Instance);
        }
    }

    public Task<Page> ReadPageAsync(string table, string? key, string? continuation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (gate)
        {
            var skip = int.Parse(continuation ?? "0", CultureInfo.InvariantCulture);
            var all = partitions
                .Where(partition => partition.Key.Table == table)
                .OrderBy(partition => partition.Key.Partition, StringComparer.Ordinal)
                .SelectMany(partition => partition.Value.Values)
                .Where(row => key is null || row.Key == key)
                .ToList();
            var next = skip + RowsPerPage < all.Count ? (skip + RowsPerPage).ToString(CultureInfo.InvariantCulture) : null;
            return Task.FromResult(new Page([.. all.Skip(skip).Take(RowsPerPage)], next));
        }
    }

    /// <summary>All rows of a table.</summary>
    public IReadOnlyList<Row> All(string table)
    {
        lock (gate)
        {
            return [.. partitions.Where(partition => partition.Key.Table == table).SelectMany(partition => partition.Value.Values)];
        }
    }

    private static CommitResult? Refusal(SortedDictionary<string, Row> rows, Write write) => write switch
    {
        Write.Insert when rows.ContainsKey(write.Key) => new CommitResult.AlreadyExists(write.Key),
        Write.Replace { ETag: var etag } when rows.GetValueOrDefault(write.Key)?.ETag != etag => new CommitResult.Changed(write.Key),
        Write.Delete { ETag: var etag } when !rows.TryGetValue(write.Key, out var row) || (etag is not null && row.ETag != etag) =>
            new CommitResult.Changed(write.Key),
        _ => null,
    };

    private void Do(SortedDictionary<string, Row> rows, string partition, Write write)
    {
        var fields = write switch
        {
            Write.Insert insert => insert.Fields,
            Write.Replace replace => replace.Fields,
            Write.Put put => put.Fields,
            _ => null,
        };
        if (fields is null)
        {
            rows.Remove(write.Key);
        }
        else
        {
            rows[write.Key] = new(partition, write.Key, fields, (++lastETag).ToString(CultureInfo.InvariantCulture));
        }
    }
}
