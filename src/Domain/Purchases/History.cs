using System.Collections.Immutable;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Purchases;

public sealed class History
{
    public static History Empty { get; } = new();

    /// <summary>The refunds and voids that wait for their purchase.</summary>
    public ImmutableSortedDictionary<EventId, Refunds> Waiting { get; private init; } = ImmutableSortedDictionary<EventId, Refunds>.Empty;

    public History Add(LocalDate date, PurchaseLeft left) => throw new NotSupportedException($"{date}{left}");

    public History Remove(LocalDate date, PurchaseLeft left) => throw new NotSupportedException($"{date}{left}");

    public History Wait(EventId purchase, Refunds refunds) => throw new NotSupportedException($"{purchase}{refunds}");

    public History StopWaiting(EventId purchase) => throw new NotSupportedException($"{purchase}");

    public byte[] Pack() => throw new NotSupportedException();

    public static History Unpack(ReadOnlySpan<byte> packed) => throw new NotSupportedException($"{packed.Length}");
}
