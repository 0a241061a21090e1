using Loyalty.Domain.Outreach;

namespace Loyalty.Functions.Sending;

/// <summary>What became of a letter, to be recorded.</summary>
internal sealed record Sent(Letter Letter, Delivery Delivery);
