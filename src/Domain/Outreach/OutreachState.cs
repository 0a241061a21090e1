using System.Collections.Immutable;
using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>What deciding on messages needs to know of those before. It says what was told, not what is due: that follows from the
/// program, the member and the clock.</summary>
public sealed record OutreachState
{
    public static OutreachState None { get; } = new();

    /// <summary>Since when there have been an address and consent; null while one is missing.</summary>
    public Instant? ReachableSince { get; init; }

    /// <summary>The id of the level last told of; null where no timer has looked at the kind yet.</summary>
    public string? ToldLevel { get; init; }

    /// <summary>How often a rise was told.</summary>
    public int ToldRises { get; init; }

    /// <summary>When messages went that count against the cap, rising; as many as any cap can ask about.</summary>
    public ImmutableArray<Instant> Sends { get; init; } = [];

    /// <summary>The message that somebody is sending.</summary>
    public Claim? Claim { get; init; }

    /// <summary>Messages whose row says that they are deferred, with what it says.</summary>
    public ImmutableArray<MessageChange> Deferred { get; init; } = [];

    /// <summary>Purchases that may still be thanked for, by time and id.</summary>
    public ImmutableArray<RecentPurchase> Recent { get; init; } = [];

    /// <summary>Whether a first purchase was thanked for.</summary>
    public bool ThankedFirst { get; init; }

    /// <summary>The most visits that were thanked for as a multiple.</summary>
    public int ThankedVisits { get; init; }

    public Instant? LastThanked { get; init; }

    public bool Welcomed { get; init; }

    public bool Activated { get; init; }

    /// <summary>The year of the last birthday that was greeted.</summary>
    public int? GreetedYear { get; init; }

    /// <summary>The year of the last birthday whose reward was issued or ruled out.</summary>
    public int? BirthdayRewardYear { get; init; }

    /// <summary>The last win-back step that was offered, held out or lost.</summary>
    public WinBackOffer? LastOffer { get; init; }

    /// <summary>When each step's reward was last given, by the step's days.</summary>
    public ImmutableSortedDictionary<int, LocalDate> StepRewards { get; init; } = ImmutableSortedDictionary<int, LocalDate>.Empty;

    /// <summary>Open rewards whose end was announced.</summary>
    public ImmutableArray<RewardCode> Reminded { get; init; } = [];

    /// <summary>The ends of tiers that were announced and have not come yet: one may move, and move back.</summary>
    public ImmutableArray<TierEnd> TierEndsTold { get; init; } = [];

    /// <summary>When a level was last said to be near, by its id.</summary>
    public ImmutableSortedDictionary<string, LocalDate> NearTold { get; init; } =
        ImmutableSortedDictionary.Create<string, LocalDate>(StringComparer.Ordinal);

    /// <summary>Complaints that wait for an answer: the messages that they came from.</summary>
    public ImmutableArray<MessageId> Complaints { get; init; } = [];

    /// <summary>Answers to complaints that are to be sent, each with the reward that it brings.</summary>
    public ImmutableArray<PendingAnswer> Answers { get; init; } = [];

    /// <summary>An address that the provider cannot or will not deliver to.</summary>
    public string? DeadAddress { get; init; }
}
