using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;

namespace Loyalty.Functions.Receiving;

/// <summary>A good event, with its canonical bytes and the hash that tells a double of it from another event.</summary>
public sealed class ReceivedEvent(PurchaseEvent purchaseEvent, string currency)
{
    public PurchaseEvent Event { get; } = purchaseEvent;

    public byte[] Json { get; } = EventJson.Write(purchaseEvent, currency);

    public byte[] Hash { get; } = EventJson.Hash(purchaseEvent);

    public bool IsSameAs(ReadOnlySpan<byte> otherHash) => otherHash.SequenceEqual(Hash);
}
