using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>One use of a reward at a till, through to its end. It stays as it was when the reward goes on to others, so that
/// whoever asks again is told the same.</summary>
public sealed record Redemption
{
    public required RedemptionId Id { get; init; }

    public required RewardCode Code { get; init; }

    /// <summary>The reward's id in the program.</summary>
    public required string TermsId { get; init; }

    public required StoreId Store { get; init; }

    /// <summary>When the till asked for it.</summary>
    public required Instant At { get; init; }

    /// <summary>How long it sets the reward apart; null where it was redeemed at once.</summary>
    public Instant? HeldUntil { get; init; }

    /// <summary>What the reward takes off, in minor units; null where the till told too little of the basket to say.</summary>
    public long? Discount { get; init; }

    /// <summary>The purchase that it is used on; without it no refund or void concerns the reward.</summary>
    public EventId? Purchase { get; init; }

    public Instant? RedeemedAt { get; init; }

    public Instant? CancelledAt { get; init; }

    /// <summary>When the purchase came back, and the reward with it.</summary>
    public Instant? ReopenedAt { get; init; }

    public RedemptionStatus StatusAt(Instant now) =>
        ReopenedAt is not null ? RedemptionStatus.Reopened
        : RedeemedAt is not null ? RedemptionStatus.Redeemed
        : CancelledAt is not null ? RedemptionStatus.Cancelled
        : HeldUntil > now ? RedemptionStatus.Held
        : RedemptionStatus.Ended;
}
