using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests;

/// <summary>Writes down what is asked of a store, and fails where a test wants it to.</summary>
internal sealed class WatchedStore(IStore inner) : IStore
{
    private readonly ConcurrentQueue<(string Table, string Partition)> touched = [];
    private int calls;

    public enum Fault
    {
        None,

        /// <summary>The call does not reach the store.</summary>
        Before,

        /// <summary>The store does what is asked, and its reply is lost.</summary>
        After,
    }

    /// <summary>What happens to a call, by its number since the last <see cref="Forget"/>, from 1, and whether it is a commit.</summary>
    public Func<int, bool, Fault> Faults { get; set; } = (_, _) => Fault.None;

    /// <summary>What happens before a commit to a table reaches the store.</summary>
    public Func<string, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>The partitions that cannot be reached.</summary>
    public Func<string, bool> IsDown { get; set; } = _ => false;

    /// <summary>Whether reading a range is never answered.</summary>
    public bool Hangs { get; set; }

    public ConcurrentQueue<string> Reads { get; } = [];

    public ConcurrentQueue<(string Table, IReadOnlyList<Write> Writes)> Commits { get; } = [];

    public int Ranges { get; private set; }

    /// <summary>The partitions of a table that were read or written.</summary>
    public IEnumerable<string> Partitions(string table) =>
        touched.Where(one => one.Table == table).Select(one => one.Partition).Distinct();

    /// <summary>The rows of ranges that were taken.</summary>
    public int Rows { get; private set; }

    public int Calls => calls;

    public void Forget()
    {
        calls = 0;
        Ranges = 0;
        Rows = 0;
        Reads.Clear();
        Commits.Clear();
        touched.Clear();
    }

    public Task<Row?> ReadAsync(string table, string partition, string key, CancellationToken cancellationToken)
    {
        Reads.Enqueue(key);
        return AroundAsync(table, partition, false, () => inner.ReadAsync(table, partition, key, cancellationToken));
    }

    public IAsyncEnumerable<Row> ReadRangeAsync(
        string table, string partition, string from, string below, CancellationToken cancellationToken)
    {
        Ranges++;
        return Hangs ? HangAsync(cancellationToken) : Next(table, partition, false) == Fault.None
            ? CountAsync(inner.ReadRangeAsync(table, partition, from, below, cancellationToken))
            : throw new StoreUnavailableException("The test wants it so.");
    }

    public async Task<CommitResult> CommitAsync(
        string table, string partition, IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        await BeforeCommit(table);
        Commits.Enqueue((table, writes));
        return await AroundAsync(table, partition, true, () => inner.CommitAsync(table, partition, writes, cancellationToken));
    }

    public Task<Page> ReadPageAsync(string table, string? key, string? continuation, CancellationToken cancellationToken) =>
        AroundAsync(table, "", false, () => inner.ReadPageAsync(table, key, continuation, cancellationToken));

    private async IAsyncEnumerable<Row> CountAsync(IAsyncEnumerable<Row> rows)
    {
        await foreach (var row in rows)
        {
            Rows++;
            yield return row;
        }
    }

    private static async IAsyncEnumerable<Row> HangAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        yield break;
    }

    private Fault Next(string table, string partition, bool isCommit)
    {
        touched.Enqueue((table, partition));
        var call = Interlocked.Increment(ref calls);
        return IsDown(partition) ? Fault.Before : Faults(call, isCommit);
    }

    private async Task<T> AroundAsync<T>(string table, string partition, bool isCommit, Func<Task<T>> call)
    {
        var fault = Next(table, partition, isCommit);
        if (fault == Fault.Before)
        {
            throw new StoreUnavailableException("The test wants it so.");
        }

        var result = await call();
        return fault == Fault.After ? throw new StoreUnavailableException("The test lost the reply.") : result;
    }
}
