using System.Collections.Concurrent;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Due;

/// <summary>
/// From which hour on each sweep looks for hints: every hour before it is over for good. A host keeps its own in memory, which no
/// other need agree with, and stores it once a day for the host that starts next: a lower one only costs reads.
/// </summary>
public sealed class Watermarks(IStore store, PublishedProgram program)
{
    private const string Field = "hour";
    private static readonly Duration StoreEvery = Duration.FromDays(1);

    private readonly ConcurrentDictionary<Sweep, (Instant Hour, Instant Stored)> known = [];

    /// <summary>How far the first hour that each sweep looks into lies behind now, for those that have looked.</summary>
    internal IEnumerable<(Sweep Sweep, Duration Age)> Ages(Instant now) =>
        known.Select(mark => (mark.Key, Duration.Max(Duration.Zero, now - mark.Value.Hour)));

    /// <summary>The first hour to look into; not after now's, wherever the clock was before.</summary>
    internal async ValueTask<Instant> GetAsync(Sweep sweep, Instant now, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(sweep, out var mark))
        {
            var row = await store.ReadAsync(Tables.Due, DueKeys.Watermarks, sweep.ToString(), cancellationToken);
            var hour = row?.Fields.Text(Field) is { } text
                ? InstantPattern.ExtendedIso.Parse(text).Value
                : DueKeys.HourOf(await program.FirstPublishedAtAsync(cancellationToken) ?? now);
            known[sweep] = mark = (hour, hour);
        }

        if (DueKeys.HourOf(now) is var current && current < mark.Hour)
        {
            // The clock went back: hints are left under its hours again.
            await SetAsync(sweep, current, cancellationToken);
            return current;
        }

        return mark.Hour;
    }

    internal async Task AdvanceAsync(Sweep sweep, Instant hour, CancellationToken cancellationToken)
    {
        if (hour - known[sweep].Stored >= StoreEvery)
        {
            await SetAsync(sweep, hour, cancellationToken);
        }
        else
        {
            known[sweep] = known[sweep] with { Hour = hour };
        }
    }

    private async Task SetAsync(Sweep sweep, Instant hour, CancellationToken cancellationToken)
    {
        var fields = new Fields { { Field, InstantPattern.ExtendedIso.Format(hour) } };
        await store.CommitAsync(Tables.Due, DueKeys.Watermarks, [new Write.Put(sweep.ToString(), fields)], cancellationToken);
        known[sweep] = (hour, hour);
    }
}
