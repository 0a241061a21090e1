using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>Brings a state up to a moment: what changed by itself since it was written.</summary>
internal static class Upkeep
{
    public static bool IsReachable(Member member) => HasAddress(member) && member.Consent.IsGranted;

    /// <summary>An address that mail is not known to bounce from.</summary>
    public static bool HasAddress(Member member) =>
        member.Profile.Email is { } email && email != member.Outreach.DeadAddress;

    public static OutreachState Of(ProgramVersions versions, Member member, Standing standing, Instant now)
    {
        var state = RecentPurchases.With(member.Outreach, [], versions, now);
        var open = member.Rewards.Open
            .Where(reward => reward.StatusAt(now, standing.Date) == RewardStatus.Open)
            .Select(reward => reward.Code)
            .ToHashSet();
        return state with
        {
            ReachableSince = IsReachable(member) ? state.ReachableSince ?? now : null,
            ToldLevel = TierMessages.Told(versions, member.History, standing, state.ToldLevel),
            Reminded = state.Reminded.RemoveAll(code => !open.Contains(code)),
            TierEndsTold = state.TierEndsTold.RemoveAll(end => end.Until <= standing.Date),
        };
    }
}
