namespace Loyalty.Domain.Rewards;

/// <summary>Where one use of a reward is in its life at a moment.</summary>
public enum RedemptionStatus
{
    Held,
    Redeemed,
    Cancelled,

    /// <summary>It was held, and neither confirmed nor cancelled in time.</summary>
    Ended,

    /// <summary>It was redeemed, and its purchase came back.</summary>
    Reopened,
}
