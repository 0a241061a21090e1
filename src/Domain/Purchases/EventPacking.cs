using System.Collections.Immutable;
using Loyalty.Domain.Packing;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Purchases;

/// <summary>How an event is packed into bytes, without any loss: what is unpacked equals what was packed. Members, stores and
/// categories are numbers of their names.</summary>
internal sealed class EventPacking
{
    private const int PurchaseKind = 0;
    private const int RefundKind = 1;
    private const int VoidKind = 2;

    private static readonly Instant Start = Instant.FromUtc(1, 1, 1, 0, 0);

    private readonly PackedNames names = new();

    /// <summary>May be called by several threads at once, as reading may.</summary>
    public void Write(ref PackedWriter writer, PurchaseEvent packed)
    {
        var (kind, amount, discount, lines) = packed switch
        {
            Purchase purchase => (PurchaseKind, purchase.Amount, purchase.Discount, purchase.Lines),
            Refund refund => (RefundKind, refund.Amount, refund.Discount, refund.Lines),
            _ => (VoidKind, 0, 0, []),
        };
        writer.Number(kind);
        writer.Ascii(packed.Id.ToString());
        writer.Number(names.NumberOf(packed.Member.ToString()));
        writer.Number(names.NumberOf(packed.Store.ToString()));
        var since = packed.At - Start;
        writer.Number(since.Days);
        writer.Number(since.NanosecondOfDay / NodaConstants.NanosecondsPerSecond);
        writer.Number(since.NanosecondOfDay % NodaConstants.NanosecondsPerSecond);
        writer.Text(packed.Attribution);
        writer.Text(packed.Channel);
        writer.Text(packed.Cashier);
        if (packed.TakesFrom is { } purchaseId)
        {
            writer.Ascii(purchaseId.ToString());
        }

        if (kind == VoidKind)
        {
            return;
        }

        writer.Number(amount);
        writer.Number(discount);
        writer.Number(lines.Length);
        foreach (var line in lines)
        {
            writer.Number(names.NumberOf(line.Category.ToString()));
            writer.Number(line.Quantity);
            writer.Number(line.Amount);
            writer.Text(line.Sku);
        }
    }

    public PurchaseEvent Read(ref PackedReader reader)
    {
        var kind = reader.Number(VoidKind);
        var (id, member, store) = (EventId.Parse(reader.Ascii()), MemberId.Parse(Name(ref reader)), StoreId.Parse(Name(ref reader)));
        var at = Start + Duration.FromDays(reader.Number(int.MaxValue)) + Duration.FromSeconds(reader.Number())
            + Duration.FromNanoseconds(reader.Number());
        var (attribution, channel, cashier) = (reader.Text(), reader.Text(), reader.Text());
        return kind switch
        {
            PurchaseKind => new Purchase
            {
                Id = id, Member = member, Store = store, At = at, Attribution = attribution, Channel = channel, Cashier = cashier,
                Amount = reader.Number(), Discount = reader.Number(), Lines = ReadLines(ref reader),
            },
            RefundKind => new Refund
            {
                Id = id, Member = member, Store = store, At = at, Attribution = attribution, Channel = channel, Cashier = cashier,
                Purchase = EventId.Parse(reader.Ascii()),
                Amount = reader.Number(), Discount = reader.Number(), Lines = ReadLines(ref reader),
            },
            _ => new PurchaseVoid
            {
                Id = id, Member = member, Store = store, At = at, Attribution = attribution, Channel = channel, Cashier = cashier,
                Purchase = EventId.Parse(reader.Ascii()),
            },
        };
    }

    private ImmutableArray<Line> ReadLines(ref PackedReader reader)
    {
        var lines = ImmutableArray.CreateBuilder<Line>(reader.Count());
        while (lines.Count < lines.Capacity)
        {
            lines.Add(new(Category.Parse(Name(ref reader)), (int)reader.Number(), reader.Number(), reader.Text()));
        }

        return lines.MoveToImmutable();
    }

    private string Name(ref PackedReader reader) => names[reader.Number(int.MaxValue)];
}
