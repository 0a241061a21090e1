using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>A message that somebody is sending. A member has one at a time, so that the cap and the order hold whoever looks.
/// </summary>
/// <param name="Id">Of the message, and of the operation at the provider.</param>
/// <param name="Nonce">Of whoever claimed it: only they record what became of it.</param>
/// <param name="LeaseEnd">From here on nobody knows what became of it.</param>
/// <param name="Attempt">From 1; more where an unclear outcome is sent again.</param>
/// <param name="DecidedAt">When the message was first decided on: deferred or claimed.</param>
/// <param name="Reward">The reward that it brings or is about, where there is one.</param>
/// <param name="About">What the occasion came from beside the member's standing, for whoever records it: the purchase of a
/// thank-you note, the last visit of a win-back offer, the date of a tier's end; null where the occasion's id says it all.</param>
public sealed record Claim(
    MessageId Id,
    Occasion Occasion,
    Guid Nonce,
    Instant ClaimedAt,
    Instant LeaseEnd,
    int Attempt,
    Instant DecidedAt,
    RewardCode? Reward,
    string? About)
{
    /// <summary>Longer than any provider takes to answer.</summary>
    public static Duration Lease { get; } = Duration.FromMinutes(10);
}
