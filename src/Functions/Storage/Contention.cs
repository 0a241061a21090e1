namespace Loyalty.Functions.Storage;

/// <summary>Tries again where another wrote first: a bounded number of times, at once and then with jitter, so that two that met
/// do not meet again.</summary>
internal static class Contention
{
    // Of so many who begin at once each has a turn, since one of them succeeds each time.
    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>What the first attempt returns that is not null.</summary>
    public static async Task<T> RetryAsync<T>(Func<Task<T?>> attempt, CancellationToken cancellationToken)
        where T : class
    {
        for (var i = 0; i < Attempts; i++)
        {
            if (await attempt() is { } result)
            {
                return result;
            }

            Telemetry.Conflict(again: i + 1 < Attempts);
            await Task.Delay(Pause * (Math.Min(i, 4) * Random.Shared.NextDouble()), cancellationToken);
        }

        throw new StoreUnavailableException("Too many others write the same rows at once.");
    }
}
