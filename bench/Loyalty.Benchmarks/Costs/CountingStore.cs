using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Loyalty.Functions.Storage;

namespace Loyalty.Benchmarks.Costs;

/// <summary>Counts what is asked of a store, by table.</summary>
internal sealed class CountingStore(IStore inner) : IStore
{
    // The most rows that Table Storage gives at once.
    private const int RowsPerPage = 1_000;

    private readonly ConcurrentDictionary<(string Table, StoreCall Call), long> calls = [];
    private long rowsWritten;

    public IReadOnlyDictionary<(string Table, StoreCall Call), long> Calls => calls.ToDictionary();

    public long RowsWritten => rowsWritten;

    public Task<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellationToken)
    {
        Count(table, StoreCall.Read);
        return inner.ReadAsync(table, partition, key, cancellationToken);
    }

    public async IAsyncEnumerable<Row> ReadRangeAsync(
        string table, string partition, string from, string below, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Count(table, StoreCall.Query);
        var rows = 0;
        await foreach (var row in inner.ReadRangeAsync(table, partition, from, below, cancellationToken))
        {
            if (rows++ == RowsPerPage)
            {
                Count(table, StoreCall.Query);
                rows = 1;
            }

            yield return row;
        }
    }

    public Task<CommitResult> CommitAsync(
        string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        Count(table, writes.Count == 1 ? StoreCall.Write : StoreCall.Batch);
        Interlocked.Add(ref rowsWritten, writes.Count);
        return inner.CommitAsync(table, partition, writes, cancellationToken);
    }

    public Task<Page> ReadPageAsync(string table, string? key, string? continuation, CancellationToken cancellationToken)
    {
        Count(table, StoreCall.Query);
        return inner.ReadPageAsync(table, key, continuation, cancellationToken);
    }

    private void Count(string table, StoreCall call) => calls.AddOrUpdate((table, call), 1, (_, count) => count + 1);
}
