using System.Text.Json;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Wire.Members;

/// <summary>A consent fact as JSON (CONTRACT section 5).</summary>
public static class ConsentJson
{
    /// <summary>What a fact may have; over HTTP a larger one is 413.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly Duration MaxAhead = Duration.FromHours(PurchaseLimits.MaxHoursAhead);

    /// <summary>The fact that somebody with a key records.</summary>
    public static Parsed<ConsentFact> Parse(ReadOnlyMemory<byte> utf8, string recordedBy, Instant receivedAt)
    {
        var errors = new JsonErrors();
        using var document = JsonText.OpenObject(utf8, MaxBytes, "A consent", errors);
        if (document is null)
        {
            return new Parsed<ConsentFact>.Bad(errors.ToImmutable());
        }

        var root = document.RootElement;
        CheckChannel(root.Field("channel"), errors);
        var granted = Granted(root.Field("granted"), errors);
        var at = At(root.Field("at"), receivedAt, errors);
        var wording = Wording(root.Field("wording"), errors);
        return errors.Any
            ? new Parsed<ConsentFact>.Bad(errors.ToImmutable())
            : new Parsed<ConsentFact>.Good(new(granted, at, wording, recordedBy, ByCustomer: false));
    }

    public static void WriteProperties(Utf8JsonWriter writer, ConsentFact fact)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(fact);
        writer.WriteString("channel"u8, ConsentFact.Channel);
        writer.WriteBoolean("granted"u8, fact.Granted);
        writer.WriteString("at"u8, InstantPattern.ExtendedIso.Format(fact.At));
        writer.WriteString("wording"u8, fact.Wording);
        writer.WriteString("recordedBy"u8, fact.RecordedBy);
    }

    private static void CheckChannel(JsonElement element, JsonErrors errors)
    {
        if (element.Text() != ConsentFact.Channel)
        {
            errors.AddAt("channel", $"Expected \"{ConsentFact.Channel}\", the one channel that there is.");
        }
    }

    private static bool Granted(JsonElement element, JsonErrors errors)
    {
        if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            errors.AddAt("granted", $"Expected true or false; found {element.Found()}.");
            return false;
        }

        return element.ValueKind == JsonValueKind.True;
    }

    private static Instant At(JsonElement element, Instant receivedAt, JsonErrors errors)
    {
        var at = Rfc3339.TryParse(element.Text());
        if (at is null)
        {
            errors.AddAt("at", "Expected a date and time with its offset, as RFC 3339 has it: 2026-11-22T10:15:30+02:00.");
        }
        else if (at - receivedAt > MaxAhead)
        {
            errors.AddAt("at", $"Is more than {PurchaseLimits.MaxHoursAhead} hours ahead of the clock that received it.");
        }

        return at ?? default;
    }

    private static string Wording(JsonElement element, JsonErrors errors)
    {
        if (element.Text() is { } text && PlainText.IsPrintable(text, ConsentFact.MaxWordingLength))
        {
            return text;
        }

        errors.AddAt(
            "wording", $"Expected what the customer was told, 1 to {ConsentFact.MaxWordingLength:N0} printable characters.");
        return "";
    }
}
