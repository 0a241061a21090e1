using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Purchases;
using NodaTime.Text;

namespace Loyalty.Wire.Events;

/// <summary>Writes an event in its one fixed form.</summary>
internal static class EventWriter
{
    // The order of the fields is this code's, which the tests hold.
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };

    public static byte[] Write(PurchaseEvent purchaseEvent, string? currency)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Unchecked))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, purchaseEvent.Id.ToString());
            switch (purchaseEvent)
            {
                case Purchase purchase:
                    writer.WriteString("type"u8, "purchase"u8);
                    WriteWhere(writer, purchaseEvent);
                    WriteMoney(writer, purchase.Amount, currency, purchase.Discount, purchase.Lines);
                    break;
                case Refund refund:
                    writer.WriteString("type"u8, "refund"u8);
                    WriteWhere(writer, purchaseEvent);
                    WriteMoney(writer, refund.Amount, currency, refund.Discount, refund.Lines);
                    break;
                case PurchaseVoid:
                    writer.WriteString("type"u8, "void"u8);
                    WriteWhere(writer, purchaseEvent);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(purchaseEvent));
            }

            WriteText(writer, "attribution"u8, purchaseEvent.Attribution);
            WriteText(writer, "channel"u8, purchaseEvent.Channel);
            WriteText(writer, "cashier"u8, purchaseEvent.Cashier);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteWhere(Utf8JsonWriter writer, PurchaseEvent purchaseEvent)
    {
        writer.WriteString("member"u8, purchaseEvent.Member.ToString());
        writer.WriteString("store"u8, purchaseEvent.Store.ToString());
        if (purchaseEvent.TakesFrom is { } purchase)
        {
            writer.WriteString("purchase"u8, purchase.ToString());
        }

        writer.WriteString("at"u8, InstantPattern.ExtendedIso.Format(purchaseEvent.At));
    }

    private static void WriteMoney(
        Utf8JsonWriter writer, long amount, string? currency, long discount, ImmutableArray<Line> lines)
    {
        writer.WriteNumber("amount"u8, amount);
        if (currency is not null)
        {
            writer.WriteString("currency"u8, currency);
        }

        if (discount != 0)
        {
            writer.WriteNumber("discount"u8, discount);
        }

        if (lines.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("lines"u8);
        foreach (var line in lines)
        {
            writer.WriteStartObject();
            writer.WriteString("category"u8, line.Category.ToString());
            writer.WriteNumber("quantity"u8, line.Quantity);
            writer.WriteNumber("amount"u8, line.Amount);
            WriteText(writer, "sku"u8, line.Sku);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>
    /// Free text has no control characters, so only quotation marks and backslashes must be escaped. The writer by itself
    /// escapes more, and what it writes could be three times as long as what was read, past the limit for an event.
    /// </summary>
    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            writer.WritePropertyName(name);
            writer.WriteRawValue($"\"{escaped}\"", skipInputValidation: true);
        }
    }
}
