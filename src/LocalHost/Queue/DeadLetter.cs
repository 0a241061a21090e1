using NodaTime;

namespace Loyalty.LocalHost.Queue;

/// <summary>A message that was given up, and why.</summary>
public sealed record DeadLetter(
    ReadOnlyMemory<byte> Body, string Reason, string Description, int DeliveryCount, Instant At);
