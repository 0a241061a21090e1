using System.Security.Cryptography;
using System.Text.Json;
using Loyalty.Domain.Purchases;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Wire.Events;

/// <summary>Purchases, refunds and voids as JSON (CONTRACT section 1).</summary>
public static class EventJson
{
    /// <summary>What an event may have; over HTTP a larger one is 413.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <param name="currency">The program's.</param>
    /// <param name="receivedAt">The clock that receives it, where one does: an event too far ahead of it is refused.</param>
    public static Parsed<PurchaseEvent> Parse(ReadOnlyMemory<byte> utf8, string currency, Instant? receivedAt = null)
    {
        var errors = new JsonErrors();
        using var document = JsonText.Open(utf8, MaxBytes, "An event", errors);
        var read = document is null ? null : Read(document.RootElement, currency, receivedAt, null, errors);
        return Result(read, errors);
    }

    /// <summary>The event as UTF-8 JSON in one fixed form: the known fields in the contract's order, <c>at</c> in UTC, nothing
    /// that is absent, ignored or 0 by default. It is never longer than what was parsed, and parses to the same event.</summary>
    /// <param name="currency">The program's.</param>
    public static byte[] Write(PurchaseEvent purchaseEvent, string currency) => EventWriter.Write(purchaseEvent, currency);

    /// <summary>SHA-256 of that form without the currency, which is the same for all: two events with one id and one hash are
    /// doubles.</summary>
    public static byte[] Hash(PurchaseEvent purchaseEvent) => SHA256.HashData(EventWriter.Write(purchaseEvent, null));

    /// <param name="around">The CloudEvent whose data the element is, where it is one's.</param>
    internal static PurchaseEvent? Read(
        JsonElement element, string currency, Instant? receivedAt, CloudEventAttributes? around, JsonErrors errors)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"Expected one JSON object, found {element.Found()}.");
            return null;
        }

        return new EventReader(EventFields.Of(element), currency, receivedAt, errors).Read(around);
    }

    internal static Parsed<PurchaseEvent> Result(PurchaseEvent? read, JsonErrors errors) => errors.Any || read is null
        ? new Parsed<PurchaseEvent>.Bad(errors.ToImmutable())
        : new Parsed<PurchaseEvent>.Good(read);
}
