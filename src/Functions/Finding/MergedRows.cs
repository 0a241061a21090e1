using System.Runtime.CompilerServices;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Finding;

/// <summary>Ranges that lie in several places, as one range in their common order.</summary>
internal static class MergedRows
{
    /// <param name="ranges">Each in the order of its keys.</param>
    /// <param name="order">Where a row is in the common order.</param>
    public static async IAsyncEnumerable<Row> ReadAsync(
        IEnumerable<IAsyncEnumerable<Row>> ranges, Func<Row, string> order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<IAsyncEnumerator<Row>> all = [.. ranges.Select(range => range.GetAsyncEnumerator(cancellationToken))];
        try
        {
            var first = await Task.WhenAll(all.Select(range => range.MoveNextAsync().AsTask()));
            var next = new PriorityQueue<IAsyncEnumerator<Row>, string>(
                all.Zip(first).Where(range => range.Second).Select(range => (range.First, order(range.First.Current))), StringComparer.Ordinal);
            while (next.TryDequeue(out var range, out _))
            {
                yield return range.Current;
                if (await range.MoveNextAsync())
                {
                    next.Enqueue(range, order(range.Current));
                }
            }
        }
        finally
        {
            foreach (var range in all)
            {
                await range.DisposeAsync();
            }
        }
    }
}
