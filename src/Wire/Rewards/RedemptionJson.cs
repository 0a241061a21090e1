using System.Text.Json;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Wire.Rewards;

/// <summary>Redemptions as JSON (CONTRACT section 5).</summary>
public static class RedemptionJson
{
    /// <summary>What a request may have; over HTTP a larger one is 413.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string IdRule = "1 to 128 ASCII letters, digits and . _ : -, the first a letter or digit";

    /// <summary>A request to redeem or to hold. A code that no reward can have is the default one.</summary>
    public static Parsed<RedemptionRequest> Parse(ReadOnlyMemory<byte> utf8)
    {
        var errors = new JsonErrors();
        using var document = JsonText.OpenObject(utf8, MaxBytes, "A redemption", errors);
        if (document is null)
        {
            return new Parsed<RedemptionRequest>.Bad(errors.ToImmutable());
        }

        var root = document.RootElement;
        var request = new RedemptionRequest(
            Id(root, "id", RedemptionId.TryParse, errors) ?? default,
            Code(root.Field("code"), errors),
            Id(root, "store", StoreId.TryParse, errors) ?? default,
            Purchase(root, errors),
            root.Field("basket") is var basket && basket.IsThere() ? ReadBasket(basket, errors) : null,
            Hold(root.Field("holdMinutes"), errors));
        return errors.Any ? new Parsed<RedemptionRequest>.Bad(errors.ToImmutable()) : new Parsed<RedemptionRequest>.Good(request);
    }

    /// <summary>What comes with confirm: nothing, or an object that may name the purchase.</summary>
    public static Parsed<EventId?> ParsePurchase(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return new Parsed<EventId?>.Good(null);
        }

        var errors = new JsonErrors();
        using var document = JsonText.OpenObject(utf8, MaxBytes, "A confirmation", errors);
        var purchase = document is null ? null : Purchase(document.RootElement, errors);
        return errors.Any ? new Parsed<EventId?>.Bad(errors.ToImmutable()) : new Parsed<EventId?>.Good(purchase);
    }

    public static void Write(Utf8JsonWriter writer, Redemption redemption, MemberId member, Instant now)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(redemption);
        writer.WriteStartObject();
        writer.WriteString("id"u8, redemption.Id.ToString());
        writer.WriteString("code"u8, redemption.Code.ToString());
        writer.WriteString("member"u8, member.ToString());
        writer.WriteString("reward"u8, redemption.TermsId);
        writer.WriteString("status"u8, JsonNamingPolicy.CamelCase.ConvertName(redemption.StatusAt(now).ToString()));
        WriteUse(writer, redemption);
        WriteTime(writer, "cancelledAt", redemption.CancelledAt);
        WriteTime(writer, "reopenedAt", redemption.ReopenedAt);
        writer.WriteEndObject();
    }

    /// <summary>Why one was refused, as it is told.</summary>
    public static string Reason(RedemptionRefusal why) => JsonNamingPolicy.CamelCase.ConvertName(why.ToString());

    /// <summary>Where, when and on what.</summary>
    internal static void WriteUse(Utf8JsonWriter writer, Redemption redemption)
    {
        writer.WriteString("store"u8, redemption.Store.ToString());
        if (redemption.Discount is { } discount)
        {
            writer.WriteNumber("discount"u8, discount);
        }
        else
        {
            writer.WriteNull("discount"u8);
        }

        if (redemption.Purchase is { } purchase)
        {
            writer.WriteString("purchase"u8, purchase.ToString());
        }

        writer.WriteString("at"u8, InstantPattern.ExtendedIso.Format(redemption.At));
        WriteTime(writer, "heldUntil", redemption.HeldUntil);
        WriteTime(writer, "redeemedAt", redemption.RedeemedAt);
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, Instant? at)
    {
        if (at is { } given)
        {
            writer.WriteString(name, InstantPattern.ExtendedIso.Format(given));
        }
    }

    private static T? Id<T>(JsonElement root, string name, Func<string?, T?> parse, JsonErrors errors)
        where T : struct
    {
        var id = parse(root.Field(name).Text());
        if (id is null)
        {
            errors.AddAt(name, $"Expected {IdRule}.");
        }

        return id;
    }

    private static EventId? Purchase(JsonElement root, JsonErrors errors) =>
        root.Field("purchase").IsThere() ? Id(root, "purchase", EventId.TryParse, errors) : null;

    private static RewardCode Code(JsonElement element, JsonErrors errors)
    {
        if (element.Text() is { Length: > 0 } typed)
        {
            return RewardCode.TryParse(typed) ?? default;
        }

        errors.AddAt("code", "Expected the reward's code, as the customer has it.");
        return default;
    }

    private static Duration? Hold(JsonElement element, JsonErrors errors)
    {
        if (!element.IsThere())
        {
            return null;
        }

        if (element.Integer() is { } minutes and >= 1 and <= RedemptionRequest.MaxHoldMinutes)
        {
            return Duration.FromMinutes(minutes);
        }

        errors.AddAt("holdMinutes", $"Expected an integer from 1 to {RedemptionRequest.MaxHoldMinutes:N0}, without fraction or exponent.");
        return null;
    }

    private static Basket? ReadBasket(JsonElement element, JsonErrors errors)
    {
        using (errors.In("basket"))
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                errors.Add($"Expected a basket, an object with amount and perhaps lines; found {element.Found()}.");
                return null;
            }

            var amount = element.Field("amount").Integer();
            if (amount is not (>= 0 and <= PurchaseLimits.MaxAmount))
            {
                errors.AddAt("amount", EventReader.MoneyDetail(0, element.Field("amount")));
                amount = null;
            }

            var lines = element.Field("lines");
            if (!lines.IsThere())
            {
                return new Basket(amount ?? 0, []);
            }

            using (errors.In("lines"))
            {
                return new Basket(amount ?? 0, LinesJson.Read(lines, amount, errors));
            }
        }
    }
}
