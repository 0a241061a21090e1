using Loyalty.Domain.Values;
using Loyalty.Functions.Options;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Loyalty.Functions.Sending;

/// <summary>
/// When the provider can be given a message, so that nobody is looked at again and again for nothing: whoever must wait gets a time
/// of their own, one behind the other, and finds it kept when they come back. Of this host alone: what two hosts give together, the
/// provider's own 429 evens out.
/// </summary>
public sealed class Pace(IOptions<SendingOptions> options)
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private static readonly Duration Hour = Duration.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<MemberId, Instant> kept = [];

    // Rising; those of the last hour, and those to come.
    private readonly List<Instant> given = [];
    private Instant blockedUntil = Instant.MinValue;

    /// <summary>When a message of a member may go. One that is not after <paramref name="now"/> is used with that.</summary>
    internal Instant Slot(MemberId member, Instant now)
    {
        lock (gate)
        {
            if (!kept.Remove(member, out var slot) || slot < blockedUntil)
            {
                slot = Give(now);
            }

            if (slot > now)
            {
                kept[member] = slot;
            }

            return slot;
        }
    }

    /// <summary>The provider takes nothing until then; who waits for an earlier time gets another one.</summary>
    internal void Blocked(Instant until)
    {
        lock (gate)
        {
            blockedUntil = Instant.Max(blockedUntil, until);
        }
    }

    private Instant Give(Instant now)
    {
        Forget(now);
        var slot = Instant.Max(now, blockedUntil);
        slot = After(options.Value.PerMinute, Minute, slot);
        slot = After(options.Value.PerHour, Hour, slot);
        if (options.Value is not { PerMinute: 0, PerHour: 0 })
        {
            given.Add(slot);
        }

        return slot;
    }

    private Instant After(int limit, Duration window, Instant slot) => limit == 0 || given.Count == 0
        ? slot
        : Instant.Max(Instant.Max(slot, given[^1]), given.Count >= limit ? given[^limit] + window : slot);

    private void Forget(Instant now)
    {
        given.RemoveRange(0, given.TakeWhile(slot => slot + Hour <= now).Count());
        if (kept.Count > 0 && given.Count == 0)
        {
            // Nobody came back for these: something else became of their messages.
            kept.Clear();
        }
    }
}
