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

    // Every sweep looks each hour at least; a host that has not for longer knows nothing of it any more.
    private static readonly Duration KnowsFor = Duration.FromMinutes(90);

    private readonly ConcurrentDictionary<Sweep, (Instant Hour, Instant Stored)> known = [];
    private readonly ConcurrentDictionary<Sweep, Instant> looked = [];

    /// <summary>How far the first hour that is not over lay behind when each sweep looked last, for those that this host runs.</summary>
    internal IEnumerable<(Sweep Sweep, Duration Age)> Ages(Instant now) =>
        from look in looked
        where now - look.Value < KnowsFor && known.ContainsKey(look.Key)
        select (look.Key, Duration.Max(Duration.Zero, look.Value - known[look.Key].Hour));

    /// <summary>The first hour to look into; not after now's, wherever the clock was before.</summary>
    internal async ValueTask<Instant> GetAsync(Sweep sweep, Instant now, CancellationToken cancellationToken)
    {
        looked[sweep] = now;
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
