using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>A timer's turn at a member: it may claim a message, give rewards and defer.</summary>
/// <param name="Slot">The first instant at which the provider could be given a message; one that is not after now may be claimed.
/// </param>
/// <param name="Nonce">Of the claim.</param>
public sealed record Turn(Sweep Sweep, Instant Slot, Guid Nonce);
