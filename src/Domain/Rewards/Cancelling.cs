using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>Whether a hold is given up, which leaves the reward open.</summary>
public static class Cancelling
{
    /// <param name="reward">As it is now: another may have it, where the hold has ended.</param>
    /// <param name="redemption">As it was last written.</param>
    public static RedemptionDecision Decide(Reward reward, Redemption redemption, Instant now)
    {
        ArgumentNullException.ThrowIfNull(reward);
        ArgumentNullException.ThrowIfNull(redemption);
        if (redemption.RedeemedAt is not null)
        {
            return new RedemptionDecision.Refused(RedemptionRefusal.AlreadyRedeemed);
        }

        return redemption.CancelledAt is not null ? new RedemptionDecision.Same(redemption) : new RedemptionDecision.Done(
            reward.LastUse?.Id == redemption.Id ? reward with { State = RewardState.Open.Instance } : reward,
            redemption with { CancelledAt = now });
    }
}
