namespace Loyalty.Domain.Rewards;

/// <summary>Where a reward is in its life.</summary>
public enum RewardStatus
{
    Open,
    Expired,
    Revoked,
}
