using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Loyalty.Functions.Storage;
using Loyalty.Scale.Counted;

namespace Loyalty.Benchmarks.Costs;

/// <summary>Counts what is asked of a store, by who asks and of which table.</summary>
internal sealed class CountingStore(IStore inner) : IStore
{
    // The most rows that Table Storage gives at once.
    private const int RowsPerPage = 1_000;

    private readonly ConcurrentDictionary<(string By, string Table), CountedCalls> calls = [];

    public IReadOnlyList<CountedCalls> Calls =>
        [.. calls.Values.OrderBy(counted => counted.By, StringComparer.Ordinal).ThenBy(counted => counted.Table, StringComparer.Ordinal)];

    public Task<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellationToken)
    {
        Count(table, sum => sum with { Read = sum.Read + 1 });
        return inner.ReadAsync(table, partition, key, cancellationToken);
    }

    public async IAsyncEnumerable<Row> ReadRangeAsync(
        string table, string partition, string from, string below, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Count(table, AddQuery);
        var rows = 0;
        await foreach (var row in inner.ReadRangeAsync(table, partition, from, below, cancellationToken))
        {
            if (rows++ == RowsPerPage)
            {
                Count(table, AddQuery);
                rows = 1;
            }

            yield return row;
        }
    }

    public Task<CommitResult> CommitAsync(
        string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        var removed = writes.Count(write => write is Write.Delete);
        Count(table, sum => sum with
        {
            Write = sum.Write + (writes.Count == 1 ? 1 : 0),
            Batch = sum.Batch + (writes.Count == 1 ? 0 : 1),
            Rows = sum.Rows + writes.Count,
            Removed = sum.Removed + removed,
        });
        return inner.CommitAsync(table, partition, writes, cancellationToken);
    }

    public Task<Page> ReadPageAsync(string table, string? key, string? continuation, CancellationToken cancellationToken)
    {
        Count(table, AddQuery);
        return inner.ReadPageAsync(table, key, continuation, cancellationToken);
    }

    private static CountedCalls AddQuery(CountedCalls sum) => sum with { Query = sum.Query + 1 };

    private void Count(string table, Func<CountedCalls, CountedCalls> add) => calls.AddOrUpdate(
        (Callers.Current, table), key => add(new(key.By, key.Table, 0, 0, 0, 0, 0, 0)), (_, sum) => add(sum));
}
