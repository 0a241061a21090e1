using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>The kinds that need a line or two: answers, rewards that end, and beginnings.</summary>
internal static class OtherMessages
{
    private const int WelcomeTooLateDays = 7;
    private const int ActivationTooLateDays = 30;

    /// <summary>As long as the program says whom messages come from.</summary>
    public static IEnumerable<Candidate> Answers(Situation s) => s.Program.Messages is null
        ? []
        : s.State.Answers.Select(answer => new Candidate(answer.Occasion, answer.At) { Reward = answer.Reward });

    public static IEnumerable<Candidate> RewardsExpiring(Situation s)
    {
        if (s.Rules.RewardExpiringDaysBefore is not { } days)
        {
            yield break;
        }

        // In an order that does not come from that of events.
        var rewards = s.Member.Rewards.Open
            .OrderBy(reward => reward.ExpiresOn)
            .ThenBy(reward => reward.Key)
            .ThenBy(reward => reward.EarnedOn);
        foreach (var reward in rewards)
        {
            if (reward.StatusAt(s.Now, s.Today) is RewardStatus.Open or RewardStatus.Held
                && !reward.Reminded
                && reward.Terms(s.Versions).ValidForDays > days
                && !s.State.Reminded.Contains(reward.Code))
            {
                // One that is held is looked at again when its hold ends: it may be redeemed by then.
                var due = s.Nine(reward.ExpiresOn.PlusDays(-days));
                yield return new(
                    new(MessageKind.RewardExpiring, reward.Code.Stored),
                    reward.LastUse?.HeldUntil > due ? reward.LastUse.HeldUntil.Value : due,
                    MemberTime.StartOf(reward.ExpiresOn.PlusDays(1), s.Versions.Newest.Zone))
                {
                    Reward = reward.Code,
                };
            }
        }
    }

    public static IEnumerable<Candidate> Welcome(Situation s)
    {
        if (s.Rules.Welcome && !s.State.Welcomed && s.State.ReachableSince is { } since)
        {
            yield return new(new(MessageKind.Welcome, "once"), since, since + Duration.FromDays(WelcomeTooLateDays));
        }
    }

    public static IEnumerable<Candidate> Activation(Situation s)
    {
        if (s.Rules.ActivationAfterDays is { } days
            && !s.State.Activated
            && s.Standing.LifetimeVisits == 0
            && s.Member.Profile.EnrolledAt is { } enrolled)
        {
            var due = enrolled.InZone(s.Zone).Date.PlusDays(days);
            yield return new(
                new(MessageKind.Activation, "once"), s.Nine(due), s.Nine(due.PlusDays(ActivationTooLateDays)));
        }
    }
}
