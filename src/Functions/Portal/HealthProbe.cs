using Loyalty.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Loyalty.Functions.Portal;

/// <summary>Whether the store can be read and written; looked at every ten seconds at most, however many ask.</summary>
public sealed class HealthProbe(IStore store, TimeProvider time, ILogger<HealthProbe> logger) : IDisposable
{
    private const string Partition = "health";
    private const string Key = "health";
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim looking = new(1);
    private (long At, string? Wrong)? last;

    /// <summary>What is wrong, or null.</summary>
    public async Task<string?> LookAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (last is not { } seen || time.GetElapsedTime(seen.At) >= Freshness)
            {
                seen = (time.GetTimestamp(), await TryAsync(cancellationToken));
                last = seen;
            }

            return seen.Wrong;
        }
        finally
        {
            looking.Release();
        }
    }

    public void Dispose() => looking.Dispose();

    private async Task<string?> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            var write = new Write.Put(Key, new Fields { { "written", true } });
            await store.CommitAsync(Tables.Programs, Partition, [write], cancellationToken);
            await store.ReadAsync(Tables.Programs, Partition, Key, cancellationToken);
            return null;
        }
        catch (StoreUnavailableException exception)
        {
            logger.Unhealthy(exception);
            return exception.Message;
        }
    }
}
