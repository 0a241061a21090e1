namespace Loyalty.Domain.Programs;

/// <summary>Which purchases are thanked for: any of those that <see cref="FirstPurchase"/>, <see cref="EveryVisits"/> and
/// <see cref="SpendAtLeast"/> name; at least one of them is there.</summary>
public sealed record ThankYouRules
{
    /// <summary>How long after the purchase: 0 to 720.</summary>
    public int AfterHours { get; init; }

    public bool FirstPurchase { get; init; }

    /// <summary>From 1.</summary>
    public int? EveryVisits { get; init; }

    /// <summary>From 1, minor units.</summary>
    public long? SpendAtLeast { get; init; }

    /// <summary>1 to 365.</summary>
    public int? AtMostEveryDays { get; init; }

    public bool AskFeedback { get; init; }

    /// <summary>0 to 100.</summary>
    public int HoldoutPercent { get; init; }
}
