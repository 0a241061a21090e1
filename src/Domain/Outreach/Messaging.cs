using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>Which message a member gets, and when (CONTRACT section 6): a pure function of the program, the member and the clock.
/// </summary>
public static class Messaging
{
    /// <param name="standing">On today's date in the program's zone.</param>
    /// <param name="slot">The first instant at which the provider could be given a message; one that is not after
    /// <paramref name="now"/> may be claimed. Null: only look. Then nothing is claimed, given or deferred, and what is due
    /// already is for the timers to look at now.</param>
    /// <param name="nonce">Of the claim.</param>
    public static OutreachDecision Decide(
        ProgramVersions versions, Member member, Standing standing, Instant now, Instant? slot, Guid nonce)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(member);
        return new(member.Outreach, null, [], [], [], Looks.None);
    }

    /// <summary>What the member's row and the message's say once it is known what became of a claimed message; null where the
    /// claim is no longer there, so that somebody else has settled it.</summary>
    /// <param name="zone">The member's.</param>
    public static (OutreachState State, MessageChange Change)? Record(
        OutreachState state, Claim claim, Delivery delivery, string address, DateTimeZone zone, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(claim);
        return null;
    }
}
