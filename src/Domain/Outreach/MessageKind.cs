namespace Loyalty.Domain.Outreach;

/// <summary>What a message is for, in the order in which they go when several could (CONTRACT section 6).</summary>
public enum MessageKind
{
    /// <summary>The answer to a complaint: no kind that a marketer switches on, and it needs an address alone.</summary>
    Answer,
    TierUpgrade,
    RewardExpiring,
    TierExpiring,
    Birthday,
    WinBack,
    ThankYou,
    Welcome,
    Activation,
    AlmostThere,
}
