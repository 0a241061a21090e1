using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>Which message a member gets, and when (CONTRACT section 6): a pure function of the program, the member and the clock.
/// </summary>
public static class Messaging
{
    internal const string NoMoreNow = "the provider takes no more now";
    internal const string AddressIsDead = "address suppressed";

    // Where a program has no messages, what waits is past.
    private static readonly MessageRules Off = new() { From = new(null, "") };

    /// <summary>Looks at all kinds in their order and claims at most one message: the first that may go now. Who sends it records
    /// what became of it and decides again.</summary>
    /// <param name="standing">On today's date in the program's zone.</param>
    /// <param name="turn">Null: only look. Then nothing is claimed, given or deferred, and what is due already is for the timers
    /// to look at now. So it is, too, where nothing is due that this timer looks for: a hint that came too soon changes
    /// nothing, and so it does not matter which hints the order of events has left.</param>
    public static OutreachDecision Decide(ProgramVersions versions, Member member, Standing standing, Instant now, Turn? turn)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(standing);
        var situation = Look(versions, member, standing, now);
        var look = new Deciding(situation, null).Decide();
        return turn is null ? look with { State = look.State with { ToldLevel = Told(member, look.State) } }
            : look.Next[turn.Sweep] <= now ? new Deciding(situation, turn).Decide()
            : look;
    }

    /// <summary>The member as every kind of message looks at them.</summary>
    internal static Situation Look(ProgramVersions versions, Member member, Standing standing, Instant now) => new(
        versions, member, standing, standing.Version.Program.Messages ?? Off, Upkeep.Of(versions, member, standing, now), now);

    /// <summary>What the member's row and the message's say once it is known what became of a claimed message; null where the
    /// claim is no longer there, so that somebody else has settled it.</summary>
    /// <param name="address">That it went to.</param>
    /// <param name="today">In the program's zone.</param>
    /// <param name="zone">The member's.</param>
    public static (OutreachState State, MessageChange Change)? Record(
        OutreachState state, Claim claim, Delivery delivery, string? address, LocalDate today, DateTimeZone zone, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(claim);
        if (state.Claim?.Nonce != claim.Nonce)
        {
            return null;
        }

        var released = state with { Claim = null };
        var localToday = now.InZone(zone).Date;
        // An attempt before this one may have been taken, whatever became of this one.
        var mayHaveGone = claim.Attempt > 1;
        return delivery switch
        {
            Delivery.Taken => Ended(released, MessageStatus.Sent, null),
            Delivery.Refused { Why: var why } => mayHaveGone
                ? Ended(released, MessageStatus.Unknown, why)
                : (Applied(released), Change(MessageStatus.Failed, why)),
            Delivery.AddressSuppressed => Suppressed(released with { DeadAddress = address ?? released.DeadAddress }),
            Delivery.NotNow { Again: var again } => mayHaveGone ? AskedAgain(again) : Deferral(),
            Delivery.Unclear => (state, Change(MessageStatus.Claimed, null)),
            _ => throw new InvalidOperationException($"{delivery} is no way to end."),
        };

        (OutreachState State, MessageChange Change) Suppressed(OutreachState without) => mayHaveGone
            ? Ended(without, MessageStatus.Unknown, AddressIsDead)
            : (without, Change(MessageStatus.Suppressed, AddressIsDead));

        (OutreachState State, MessageChange Change) Deferral()
        {
            var change = Change(MessageStatus.Deferred, NoMoreNow);
            return (released with { Deferred = released.Deferred.Add(change) }, change);
        }

        // The attempt does not count, since the provider did not take it.
        (OutreachState State, MessageChange Change) AskedAgain(Instant again) => (
            state with { Claim = claim with { LeaseEnd = Instant.Max(again, now), Attempt = claim.Attempt - 1 } },
            Change(MessageStatus.Claimed, NoMoreNow));

        (OutreachState State, MessageChange Change) Ended(OutreachState without, MessageStatus status, string? why) =>
            (Effects.Count(Applied(without), claim.Occasion.Kind, now), Change(status, why));

        OutreachState Applied(OutreachState without) =>
            Effects.Of(without, claim.Occasion, claim.About, today, localToday, now);

        MessageChange Change(MessageStatus status, string? why) =>
            new(claim.Id, claim.Occasion, status, claim.DecidedAt, claim.Reward, why);
    }

    /// <summary>The level told first is known when a timer looks: until then events may come in any order.</summary>
    private static string? Told(Member member, OutreachState state) => member.Outreach.ToldLevel is null ? null : state.ToldLevel;
}
