using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>An answer to a complaint on its way to the customer.</summary>
/// <param name="Feedback">The complaint, by the message that it came from; its row has the words.</param>
public sealed record PendingAnswer(MessageId Feedback, Instant At, RewardCode? Reward);
