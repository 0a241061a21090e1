namespace Loyalty.Domain.Outreach;

/// <summary>What the provider reports of a message that it took, as it calls it, from the best to the worst: reports come in any
/// order and more than once, and the worst counts.</summary>
public enum DeliveryStatus
{
    /// <summary>It goes on to the members of a list.</summary>
    Expanded,

    /// <summary>The recipient's mail server took it.</summary>
    Delivered,

    /// <summary>The recipient's mail server keeps it apart as junk, and may release it.</summary>
    Quarantined,

    /// <summary>Refused as junk.</summary>
    FilteredSpam,

    Failed,

    /// <summary>The provider did not try: the address bounced before.</summary>
    Suppressed,

    /// <summary>There is no such address.</summary>
    Bounced,
}
