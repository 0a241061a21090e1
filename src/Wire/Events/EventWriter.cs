using System.Collections.Immutable;
using Loyalty.Domain.Purchases;
using NodaTime.Text;

namespace Loyalty.Wire.Events;

/// <summary>Writes an event in its one fixed form.</summary>
internal static class EventWriter
{
    public static byte[] Write(PurchaseEvent purchaseEvent, string? currency)
    {
        var text = new CanonicalObject();
        text.Field("id"u8, purchaseEvent.Id.ToString());
        switch (purchaseEvent)
        {
            case Purchase purchase:
                text.Field("type"u8, "purchase");
                WriteWhere(ref text, purchaseEvent, null);
                WriteMoney(ref text, purchase.Amount, currency, purchase.Discount, purchase.Lines);
                break;
            case Refund refund:
                text.Field("type"u8, "refund");
                WriteWhere(ref text, purchaseEvent, refund.Purchase.ToString());
                WriteMoney(ref text, refund.Amount, currency, refund.Discount, refund.Lines);
                break;
            case PurchaseVoid purchaseVoid:
                text.Field("type"u8, "void");
                WriteWhere(ref text, purchaseEvent, purchaseVoid.Purchase.ToString());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(purchaseEvent));
        }

        text.Field("attribution"u8, purchaseEvent.Attribution);
        text.Field("channel"u8, purchaseEvent.Channel);
        text.Field("cashier"u8, purchaseEvent.Cashier);
        return text.End();
    }

    private static void WriteWhere(ref CanonicalObject text, PurchaseEvent purchaseEvent, string? purchase)
    {
        text.Field("member"u8, purchaseEvent.Member.ToString());
        text.Field("store"u8, purchaseEvent.Store.ToString());
        text.Field("purchase"u8, purchase);
        text.Field("at"u8, InstantPattern.ExtendedIso.Format(purchaseEvent.At));
    }

    private static void WriteMoney(
        ref CanonicalObject text, long amount, string? currency, long discount, ImmutableArray<Line> lines)
    {
        text.Field("amount"u8, amount);
        text.Field("currency"u8, currency);
        if (discount != 0)
        {
            text.Field("discount"u8, discount);
        }

        if (lines.IsEmpty)
        {
            return;
        }

        text.BeginArray("lines"u8);
        foreach (var line in lines)
        {
            text.BeginObject();
            text.Field("category"u8, line.Category.ToString());
            text.Field("quantity"u8, line.Quantity);
            text.Field("amount"u8, line.Amount);
            text.Field("sku"u8, line.Sku);
            text.EndObject();
        }

        text.EndArray();
    }
}
