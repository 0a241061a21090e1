using Loyalty.Domain.Values;

namespace Loyalty.Domain.Rewards;

/// <summary>A reward that was used on a purchase, and by which redemption.</summary>
public readonly record struct UsedReward(RewardCode Code, RedemptionId Redemption)
{
    /// <summary>The most that are used on one purchase, so that one transaction can give them all back.</summary>
    public const int MostOnPurchase = 8;
}
