using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>Whether a hold becomes redeemed.</summary>
public static class Confirming
{
    /// <summary>A hold is confirmed for as long as it lasts, also when the reward expired meanwhile. One that has ended holds nobody
    /// back, and is confirmed as long as the reward is still there to be had: the till has given the discount.</summary>
    /// <param name="reward">As it is now.</param>
    /// <param name="redemption">As it was last written.</param>
    /// <param name="purchase">What it is used on; null where the till does not say, or said it before.</param>
    /// <param name="today">The date at the store.</param>
    public static RedemptionDecision Decide(
        Reward reward, Redemption redemption, EventId? purchase, Instant now, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(reward);
        ArgumentNullException.ThrowIfNull(redemption);
        if (redemption.CancelledAt is not null)
        {
            return new RedemptionDecision.Refused(RedemptionRefusal.Cancelled);
        }

        if (purchase is not null && redemption.Purchase is not null && purchase != redemption.Purchase)
        {
            return new RedemptionDecision.Refused(RedemptionRefusal.OtherPurchase);
        }

        var named = redemption with { Purchase = redemption.Purchase ?? purchase };
        var isLastUse = reward.LastUse?.Id == redemption.Id;
        if (redemption.RedeemedAt is not null)
        {
            return named == redemption ? new RedemptionDecision.Same(redemption)
                : new RedemptionDecision.Done(isLastUse ? reward with { State = new RewardState.Redeemed(named) } : reward, named);
        }

        if (!(isLastUse && redemption.HeldUntil > now) && Redeeming.WhyNot(reward.StatusAt(now, today)) is { } why)
        {
            return new RedemptionDecision.Refused(why);
        }

        named = named with { RedeemedAt = now };
        return new RedemptionDecision.Done(reward with { State = new RewardState.Redeemed(named) }, named);
    }
}
