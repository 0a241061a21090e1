namespace Loyalty.Domain.Rewards;

/// <summary>Where a reward is in its life at a moment.</summary>
public enum RewardStatus
{
    Open,
    Held,
    Redeemed,
    Expired,
    Revoked,
}
