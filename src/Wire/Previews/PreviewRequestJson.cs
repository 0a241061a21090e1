using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Wire.Previews;

/// <summary>A basket that is about to be paid, as JSON (CONTRACT section 5): a purchase without what only one that was made has.
/// </summary>
public static class PreviewRequestJson
{
    /// <summary>What a basket may have; over HTTP a larger one is 413.</summary>
    public const int MaxBytes = EventJson.MaxBytes;

    private const string IdRule = "1 to 128 ASCII letters, digits and . _ : -, the first a letter or digit";

    private static readonly Duration MaxAhead = Duration.FromHours(PurchaseLimits.MaxHoursAhead);

    /// <summary>The purchase that would be counted, without an id.</summary>
    /// <param name="now">When it is paid, where it does not say.</param>
    public static Parsed<Purchase> Parse(ReadOnlyMemory<byte> utf8, Instant now)
    {
        var errors = new JsonErrors();
        using var document = JsonText.OpenObject(utf8, MaxBytes, "A basket", errors);
        if (document is null)
        {
            return new Parsed<Purchase>.Bad(errors.ToImmutable());
        }

        var root = document.RootElement;
        var amount = Money(root, "amount", errors);
        var purchase = new Purchase
        {
            Id = default,
            Member = MemberId.TryParse(Id(root, "member", errors)) ?? default,
            Store = StoreId.TryParse(Id(root, "store", errors)) ?? default,
            At = At(root.Field("at"), now, errors),
            Amount = amount ?? 0,
            Discount = root.Field("discount").IsThere() ? Money(root, "discount", errors) ?? 0 : 0,
            Lines = Lines(root.Field("lines"), amount, errors),
        };
        return errors.Any ? new Parsed<Purchase>.Bad(errors.ToImmutable()) : new Parsed<Purchase>.Good(purchase);
    }

    private static string? Id(JsonElement root, string name, JsonErrors errors)
    {
        var text = root.Field(name).Text();
        if (text is not null && Identifier.IsValid(text, Identifier.MaxLength))
        {
            return text;
        }

        errors.AddAt(name, $"Expected {IdRule}.");
        return null;
    }

    private static long? Money(JsonElement root, string name, JsonErrors errors)
    {
        if (root.Field(name).Integer() is { } amount and >= 0 and <= PurchaseLimits.MaxAmount)
        {
            return amount;
        }

        errors.AddAt(name, EventReader.MoneyDetail(0, root.Field(name)));
        return null;
    }

    private static Instant At(JsonElement element, Instant now, JsonErrors errors)
    {
        var at = element.IsThere() ? Rfc3339.TryParse(element.Text()) : now;
        if (at is null)
        {
            errors.AddAt("at", "Expected a date and time with its offset, as RFC 3339 has it: 2026-11-22T10:15:30+02:00.");
        }
        else if (at - now > MaxAhead)
        {
            errors.AddAt("at", $"Is more than {PurchaseLimits.MaxHoursAhead} hours ahead of the clock that received it.");
        }

        return at ?? now;
    }

    private static ImmutableArray<Line> Lines(JsonElement element, long? amount, JsonErrors errors)
    {
        if (!element.IsThere())
        {
            return [];
        }

        using (errors.In("lines"))
        {
            return LinesJson.Read(element, amount, errors);
        }
    }
}
