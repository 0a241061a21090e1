using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;
using NodaTime;

namespace Loyalty.Functions.Receiving;

/// <summary>A good event, with its canonical bytes and the hash that tells a double of it from another event.</summary>
/// <param name="queuedAt">When a queue took it; null where it came by none.</param>
public sealed class ReceivedEvent(PurchaseEvent purchaseEvent, string currency, Instant? queuedAt = null)
{
    public PurchaseEvent Event { get; } = purchaseEvent;

    public Instant? QueuedAt { get; } = queuedAt;

    public byte[] Json { get; } = EventJson.Write(purchaseEvent, currency);

    public byte[] Hash { get; } = EventJson.Hash(purchaseEvent);

    public bool IsSameAs(ReadOnlySpan<byte> otherHash) => otherHash.SequenceEqual(Hash);
}
