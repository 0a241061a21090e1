using System.Collections.Concurrent;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Receiving;

/// <summary>Does the parts of a batch, some at once, each to its own end: one that fails must not hold up the others, in every batch
/// that it comes back in.</summary>
internal static class Independently
{
    /// <summary>Throws once all are done where some have failed: <see cref="StoreUnavailableException"/> where it was the store.
    /// </summary>
    public static async Task ForEachAsync<T>(
        IEnumerable<T> parts, int atOnce, Func<T, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        var failures = new ConcurrentQueue<Exception>();
        await Parallel.ForEachAsync(
            parts,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (part, token) =>
            {
                try
                {
                    await act(part, token);
                }
                catch (Exception exception) when (!token.IsCancellationRequested)
                {
                    failures.Enqueue(exception);
                }
            });
        if (failures.OfType<StoreUnavailableException>().FirstOrDefault() is { } unavailable)
        {
            throw new StoreUnavailableException(unavailable.Message, unavailable);
        }

        if (!failures.IsEmpty)
        {
            throw new AggregateException(failures);
        }
    }
}
