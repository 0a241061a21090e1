using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>What a message's row says from now on.</summary>
/// <param name="DecidedAt">When the message was first decided on.</param>
/// <param name="Why">In a few words, for staff: what it waits for, what suppressed it, why it failed; null where the status says it
/// all.</param>
public sealed record MessageChange(
    MessageId Id, Occasion Occasion, MessageStatus Status, Instant DecidedAt, RewardCode? Reward, string? Why);
