using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>What keeps messages from a member: asked by who decides on them, and by who explains what was decided.</summary>
internal static class Hindrances
{
    public const string Complaint = "a complaint is open";

    /// <summary>Why no message of a kind goes to the member, whatever the hour; null where one may.</summary>
    public static string? WhyClosed(Situation s, MessageKind kind) =>
        s.Member.Profile.Email is null ? "no address"
        : !Upkeep.HasAddress(s.Member) ? Messaging.AddressIsDead
        : kind == MessageKind.Answer ? null
        : !s.Member.Consent.IsGranted ? "no consent"
        : !s.State.Complaints.IsEmpty ? Complaint
        : null;

    /// <summary>From when on a candidate that is due may go, and what it waits for.</summary>
    /// <param name="at">Not before then.</param>
    /// <param name="why">What it waits for until then.</param>
    public static (Instant At, string? Why) Allowed(Situation s, Candidate candidate, Instant at, string? why)
    {
        if (candidate.Kind == MessageKind.Answer)
        {
            return (at, why);
        }

        if (candidate.NotBefore > at)
        {
            (at, why) = (candidate.NotBefore.Value, "too soon after the last one");
        }

        if (Effects.CapAllows(s.State, s.Rules.Cap, at) is var freed && freed > at)
        {
            (at, why) = (freed, "the cap is reached");
        }

        var notQuiet = MemberTime.NotQuiet(s.Rules.QuietHours, s.Zone, at);
        return (notQuiet, why ?? (notQuiet > at ? "quiet hours" : null));
    }
}
