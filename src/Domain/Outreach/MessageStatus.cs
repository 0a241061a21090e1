namespace Loyalty.Domain.Outreach;

/// <summary>Where a message is (CONTRACT section 7).</summary>
public enum MessageStatus
{
    /// <summary>Due, and may not go yet; decided afresh when its time comes.</summary>
    Deferred,

    /// <summary>Being sent, until its lease ends.</summary>
    Claimed,

    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>It would have gone, and did not, for the comparison.</summary>
    HeldOut,

    /// <summary>It waited, or was sent, and the member cannot or does not want to be reached.</summary>
    Suppressed,

    /// <summary>It waited until it was too late.</summary>
    Past,

    /// <summary>The provider refused it.</summary>
    Failed,

    /// <summary>Whether it was sent is not known, and it is not sent again.</summary>
    Unknown,
}
