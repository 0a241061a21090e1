using Loyalty.Domain.Outreach;
using Loyalty.Functions.Due;
using Loyalty.Functions.Options;
using Loyalty.Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Loyalty.Functions.Sending;

/// <summary>Goes through the hours from the watermark to now and looks at the members whose hints have come due. Two at once do no
/// harm, and what one run misses the next one finds.</summary>
public sealed class Sweeps(
    DueIndex due, Watermarks watermarks, MemberLook look, IOptions<SendingOptions> options, IClock clock, ILogger<Sweeps> logger)
{
    public Task RunAsync(Sweep sweep, CancellationToken cancellationToken) =>
        RunAsync(sweep, (hint, token) => look.LookAsync(sweep, hint, token), cancellationToken);

    /// <param name="act">What to do for a hint that has come due; it takes the hint out.</param>
    internal async Task RunAsync(Sweep sweep, Func<Hint, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var current = DueKeys.HourOf(now);
        var allPassed = true;
        var patience = new Patience();
        for (var hour = await watermarks.GetAsync(sweep, now, cancellationToken); hour <= current; hour += DueKeys.Hour)
        {
            var (isEmpty, dueNow) = await ReadAsync(sweep, hour, now, cancellationToken);
            if (dueNow.Count > 0)
            {
                using var span = Telemetry.Looks(sweep, dueNow.Count);
                await Parallel.ForEachAsync(
                    dueNow.OrderBy(hint => hint.Place),
                    new ParallelOptions { MaxDegreeOfParallelism = options.Value.MembersAtOnce, CancellationToken = cancellationToken },
                    async (hint, token) => await LookAsync(sweep, hint.Hint, act, patience, token));
            }

            allPassed &= isEmpty && hour + DueKeys.Hour + DueKeys.KeptAfter <= now;
            if (allPassed)
            {
                await watermarks.AdvanceAsync(sweep, hour + DueKeys.Hour, cancellationToken);
            }
        }
    }

    /// <summary>Whether there are no hints of an hour at all, and those that are due, each with its place in its shard: by these they
    /// are taken in turn, so that what is written for them goes to all partitions at once and not to one after another.</summary>
    private async Task<(bool IsEmpty, IReadOnlyList<(Hint Hint, int Place)> DueNow)> ReadAsync(
        Sweep sweep, Instant hour, Instant now, CancellationToken cancellationToken)
    {
        var isEmpty = true;
        List<(Hint, int)>? dueNow = null;
        for (var shard = 0; shard < due.Shards; shard++)
        {
            var place = 0;
            await foreach (var hint in due.ReadAsync(sweep, hour, shard, cancellationToken))
            {
                isEmpty = false;
                if (hint.Due <= now)
                {
                    (dueNow ??= []).Add((hint, place++));
                }
            }
        }

        return (isEmpty, dueNow ?? []);
    }

    private async Task LookAsync(
        Sweep sweep, Hint hint, Func<Hint, CancellationToken, Task> act, Patience patience, CancellationToken cancellationToken)
    {
        try
        {
            await act(hint, cancellationToken);
        }
        catch (StoreUnavailableException exception) when (patience.Bears())
        {
            // A partition that is busy must not hold up the others; the hint stays.
            logger.LookFailed(exception, sweep);
        }
        catch (Exception exception) when (exception is not StoreUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            // One member who cannot be looked at must not hold up the others; the hint stays. Once its hour is over for good it lies
            // under a later one, so that the sweep does not read every hour since for the sake of that member.
            logger.LookFailed(exception, sweep);
            var now = clock.GetCurrentInstant();
            if (DueIndex.IsOver(hint, now))
            {
                await due.PutOffAsync(sweep, hint, now + DueKeys.Hour, cancellationToken);
            }
        }
    }

    /// <summary>How many looks of a run the store may fail: after these it is out, and not a partition of it busy.</summary>
    private sealed class Patience
    {
        private const int Most = 20;

        private int failures;

        public bool Bears() => Interlocked.Increment(ref failures) <= Most;
    }
}
