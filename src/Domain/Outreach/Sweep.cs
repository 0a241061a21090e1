namespace Loyalty.Domain.Outreach;

/// <summary>The timers that look at members, each in its own rhythm. Whichever looks decides on everything.</summary>
public enum Sweep
{
    /// <summary>Every minute: rewards whose time has come, answers to complaints, tier upgrades, and what waits for the provider.
    /// </summary>
    TierRewards,

    /// <summary>Every five minutes.</summary>
    ThankYouNotes,

    /// <summary>Every hour.</summary>
    WinBackOffers,

    /// <summary>Every hour: all other kinds.</summary>
    Reminders,

    /// <summary>Every hour: finishes erasures, and begins those of members who have been away too long. Sends nothing.</summary>
    Erasures,
}
