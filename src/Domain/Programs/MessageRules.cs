namespace Loyalty.Domain.Programs;

/// <summary>Which messages customers get (CONTRACT section 6). A kind that is null or false is not sent.</summary>
public sealed record MessageRules
{
    public required Sender From { get; init; }

    public QuietHours? QuietHours { get; init; }

    public MessageCap? Cap { get; init; }

    public bool Welcome { get; init; }

    /// <summary>1 to 365.</summary>
    public int? ActivationAfterDays { get; init; }

    public bool TierUpgrade { get; init; }

    /// <summary>1 to 365.</summary>
    public int? TierExpiringDaysBefore { get; init; }

    public ThankYouRules? ThankYou { get; init; }

    public WinBackRules? WinBack { get; init; }

    /// <summary>1 to 365.</summary>
    public int? RewardExpiringDaysBefore { get; init; }

    public BirthdayRules? Birthday { get; init; }

    public AlmostThereRules? AlmostThere { get; init; }
}
