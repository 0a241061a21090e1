namespace Loyalty.LocalHost.Queue;

/// <summary>A message that a receiver has to itself until the lock ends. The delivery count includes this delivery.</summary>
public sealed record LockedMessage(
    long SequenceNumber, QueuedMessage Message, Guid LockToken, DateTimeOffset LockedUntil, int DeliveryCount);
