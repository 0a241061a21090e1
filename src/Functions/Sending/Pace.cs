using Loyalty.Domain.Values;
using Loyalty.Functions.Options;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Loyalty.Functions.Sending;

/// <summary>
/// When the provider can be given a message, so that nobody is looked at again and again for nothing: whoever must wait gets a time
/// of their own, one behind the other, and finds it kept when they come back. They may come later than that, and many at once, as
/// timers do: so a time is held against what really went before it is used. Of this host alone: what two hosts give together, the
/// provider's own 429 evens out. A tenth is kept for one-time codes, whose customers wait for them: those go past all who wait, and
/// count.
/// </summary>
public sealed class Pace(IOptions<SendingOptions> options)
{
    private const int KeptForCodes = 10;

    private static readonly Duration Minute = Duration.FromMinutes(1);
    private static readonly Duration Hour = Duration.FromHours(1);

    // Longer than the slowest timer's rhythm: who is not back by then, something else became of their message.
    private static readonly Duration KeptFor = Duration.FromHours(2);

    private readonly Lock gate = new();

    // When messages went, rising; those of the last hour.
    private readonly List<Instant> used = [];

    // Who waits, in the order of their times.
    private readonly List<MemberId> line = [];
    private readonly Dictionary<MemberId, Instant> kept = [];
    private Instant blockedUntil = Instant.MinValue;

    /// <summary>When a message of a member may go. One that is not after <paramref name="now"/> is used with that.</summary>
    public Instant Slot(MemberId member, Instant now)
    {
        lock (gate)
        {
            Forget(now);
            if (!kept.TryGetValue(member, out var slot))
            {
                slot = kept[member] = Next(now, line.Count);
                line.Add(member);
            }

            if (slot <= now && Next(now, 0) > now)
            {
                LineUp(now);
                slot = kept[member];
            }

            if (slot <= now)
            {
                kept.Remove(member);
                line.Remove(member);
                Use(now);
            }

            return slot;
        }
    }

    /// <summary>Whether a one-time code may go now; one that may is counted with that.</summary>
    public bool TryPass(Instant now)
    {
        lock (gate)
        {
            Forget(now);
            var (perMinute, perHour) = (options.Value.PerMinute, options.Value.PerHour);
            if (blockedUntil > now
                || (perHour > 0 && used.Count >= perHour)
                || (perMinute > 0 && used.Count(at => at + Minute > now) >= perMinute))
            {
                return false;
            }

            Use(now);
            return true;
        }
    }

    /// <summary>The provider takes nothing until then; who waits for an earlier time waits longer, in the same order.</summary>
    public void Blocked(Instant until)
    {
        lock (gate)
        {
            if (until > blockedUntil)
            {
                blockedUntil = until;
                LineUp(until);
            }
        }
    }

    private void Use(Instant now)
    {
        if (options.Value is not { PerMinute: 0, PerHour: 0 })
        {
            used.Add(now);
        }
    }

    /// <summary>Gives all who wait their times anew, none an earlier one.</summary>
    private void LineUp(Instant now)
    {
        for (var place = 0; place < line.Count; place++)
        {
            kept[line[place]] = Instant.Max(kept[line[place]], Next(now, place));
        }
    }

    /// <summary>The first time that is free behind what went and the first few who wait.</summary>
    private Instant Next(Instant now, int waiting)
    {
        var slot = Instant.Max(now, blockedUntil);
        slot = waiting == 0 ? slot : Instant.Max(slot, kept[line[waiting - 1]]);
        slot = After(options.Value.PerMinute, Minute, slot);
        return After(options.Value.PerHour, Hour, slot);

        Instant After(int all, Duration window, Instant at)
        {
            // What is kept for codes is no message's.
            var limit = all - (all / KeptForCodes);

            // The message that is as many before as may go in the window.
            var before = used.Count + waiting - limit;
            return limit == 0 || before < 0
                ? at
                : Instant.Max(at, (before < used.Count ? used[before] : Instant.Max(now, kept[line[before - used.Count]])) + window);
        }
    }

    private void Forget(Instant now)
    {
        used.RemoveRange(0, used.TakeWhile(at => at + Hour <= now).Count());
        var gone = line.TakeWhile(member => kept[member] + KeptFor <= now).Count();
        line.GetRange(0, gone).ForEach(member => kept.Remove(member));
        line.RemoveRange(0, gone);
    }
}
