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
        for (var hour = await watermarks.GetAsync(sweep, now, cancellationToken); hour <= current; hour += DueKeys.Hour)
        {
            var isEmpty = true;
            for (var shard = 0; shard < due.Shards; shard++)
            {
                isEmpty &= await LookAsync(sweep, hour, shard, now, act, cancellationToken) == 0;
            }

            allPassed &= isEmpty && hour + DueKeys.Hour + DueKeys.KeptAfter <= now;
            if (allPassed)
            {
                await watermarks.AdvanceAsync(sweep, hour + DueKeys.Hour, cancellationToken);
            }
        }
    }

    /// <summary>How many hints there were, due or not.</summary>
    private async Task<int> LookAsync(
        Sweep sweep, Instant hour, int shard, Instant now, Func<Hint, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        var found = 0;
        List<Hint>? dueNow = null;
        await foreach (var hint in due.ReadAsync(sweep, hour, shard, cancellationToken))
        {
            found++;
            if (hint.Due <= now)
            {
                (dueNow ??= []).Add(hint);
            }
        }

        if (dueNow is not null)
        {
            using var span = Telemetry.Looks(sweep, dueNow.Count);
            await Parallel.ForEachAsync(
                dueNow,
                new ParallelOptions { MaxDegreeOfParallelism = options.Value.MembersAtOnce, CancellationToken = cancellationToken },
                async (hint, token) => await LookAsync(sweep, hint, act, token));
        }

        return found;
    }

    private async Task LookAsync(
        Sweep sweep, Hint hint, Func<Hint, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act(hint, cancellationToken);
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
}
