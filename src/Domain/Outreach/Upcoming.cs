using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>Explains what a member is sent next, by what deciding goes by.</summary>
public static class Upcoming
{
    /// <summary>In the order in which they go when several could.</summary>
    /// <param name="standing">On today's date in the program's zone.</param>
    public static ImmutableArray<UpcomingMessage> Of(ProgramVersions versions, Member member, Standing standing, Instant now)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(standing);
        var situation = Messaging.Look(versions, member, standing, now);
        return [.. Candidates.Of(situation).Select(candidate => Explain(situation, candidate))];
    }

    private static UpcomingMessage Explain(Situation s, Candidate candidate)
    {
        var closed = Hindrances.WhyClosed(s, candidate.Kind);
        var (at, why) = Hindrances.Allowed(s, candidate, Instant.Max(s.Now, candidate.Due), null);
        var heldOut = Holdout.Holds(candidate.Kind, s.Member.Id, s.Versions.Newest.Today(at), candidate.HoldoutPercent);
        return new(
            candidate.Occasion,
            candidate.Due,
            candidate.Until,
            closed is null ? at : null,
            closed ?? (candidate.Until <= at ? $"{why}, and then it is too late" : why),
            closed is null && heldOut,
            candidate.Reward,
            candidate.Gift?.Terms.Id);
    }
}
