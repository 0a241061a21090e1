using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Wire.Events;

/// <summary>Reads the fields of one event in the contract's order. Where a field is wrong a stand-in goes on in its place, so that
/// the rest is looked at too; nobody sees it, since an event with an error is refused whole.</summary>
internal readonly ref struct EventReader(EventFields fields, string currency, Instant? receivedAt, JsonErrors errors)
{
    private const string IdRule = "1 to 128 ASCII letters, digits and . _ : -, the first a letter or digit";

    private static readonly Duration MaxAhead = Duration.FromHours(PurchaseLimits.MaxHoursAhead);

    public PurchaseEvent? Read(CloudEventAttributes? around)
    {
        var id = IdOr(around?.Id);
        var kind = Kind(around?.Kind);
        var member = MemberId.TryParse(Id(fields.Member, "member", " It is the shop's own number, never an address."));
        var store = StoreId.TryParse(Id(fields.Store, "store"));
        var purchase = kind is "refund" or "void" ? EventId.TryParse(Id(fields.Purchase, "purchase")) : null;
        var at = At();
        var isVoid = kind == "void";
        var amount = isVoid ? null : Amount(kind == "refund" ? 1 : 0);
        CheckCurrency(isRequired: !isVoid);
        var discount = isVoid ? 0 : Discount();
        var lines = isVoid ? [] : Lines(amount);
        var attribution = Label(fields.Attribution, "attribution");
        var channel = Label(fields.Channel, "channel");
        var cashier = Label(fields.Cashier, "cashier");
        if (errors.Any)
        {
            return null;
        }

        PurchaseEvent read = kind switch
        {
            "purchase" => new Purchase
            {
                Id = id!.Value, Member = member!.Value, Store = store!.Value, At = at,
                Amount = amount!.Value, Discount = discount, Lines = lines,
                Attribution = attribution, Channel = channel, Cashier = cashier,
            },
            "refund" => new Refund
            {
                Id = id!.Value, Member = member!.Value, Store = store!.Value, At = at, Purchase = purchase!.Value,
                Amount = amount!.Value, Discount = discount, Lines = lines,
                Attribution = attribution, Channel = channel, Cashier = cashier,
            },
            _ => new PurchaseVoid
            {
                Id = id!.Value, Member = member!.Value, Store = store!.Value, At = at, Purchase = purchase!.Value,
                Attribution = attribution, Channel = channel, Cashier = cashier,
            },
        };
        return read;
    }

    private EventId? IdOr(string? fallback)
    {
        if (fields.Id.IsThere() || fallback is null)
        {
            return EventId.TryParse(Id(fields.Id, "id"));
        }

        var id = EventId.TryParse(fallback);
        if (id is null)
        {
            errors.AddAt("id", $"Is absent, and the CloudEvent's own id, which counts then, is none either: expected {IdRule}.");
        }

        return id;
    }

    // Null where it is wrong; what else the event has is then judged as a purchase's, which most events are.
    private string? Kind(string? expected)
    {
        var kind = fields.Type.Text();
        if (kind is "purchase" or "refund" or "void")
        {
            if (expected is not null && kind != expected)
            {
                errors.AddAt("type", $"Is \"{kind}\", but the CloudEvent's type says \"{expected}\"; expected the same.");
            }

            return kind;
        }

        errors.AddAt("type", "Expected \"purchase\", \"refund\" or \"void\".");
        return null;
    }

    private string? Id(JsonElement field, string name, string hint = "")
    {
        var text = field.Text();
        if (text is not null && Identifier.IsValid(text, Identifier.MaxLength))
        {
            return text;
        }

        errors.AddAt(name, $"Expected {IdRule}.{hint}");
        return null;
    }

    private Instant At()
    {
        var at = Rfc3339.TryParse(fields.At.Text());
        if (at is null)
        {
            errors.AddAt("at", "Expected a date and time with its offset, as RFC 3339 has it: 2026-11-22T10:15:30+02:00.");
        }
        else if (at - receivedAt > MaxAhead)
        {
            errors.AddAt(
                "at", $"Is more than {PurchaseLimits.MaxHoursAhead} hours ahead of the clock that received it; check the till's clock.");
        }

        return at ?? default;
    }

    private long? Amount(long min)
    {
        if (fields.Amount.Integer() is { } amount && amount >= min && amount <= PurchaseLimits.MaxAmount)
        {
            return amount;
        }

        errors.AddAt("amount", MoneyDetail(min, fields.Amount));
        return null;
    }

    private long Discount()
    {
        if (!fields.Discount.IsThere())
        {
            return 0;
        }

        if (fields.Discount.Integer() is { } discount and >= 0 and <= PurchaseLimits.MaxAmount)
        {
            return discount;
        }

        errors.AddAt("discount", MoneyDetail(0, fields.Discount));
        return 0;
    }

    private void CheckCurrency(bool isRequired)
    {
        if ((isRequired || fields.Currency.IsThere()) && fields.Currency.Text() != currency)
        {
            errors.AddAt("currency", $"Expected \"{currency}\", the program's currency.");
        }
    }

    private ImmutableArray<Line> Lines(long? amount)
    {
        if (!fields.Lines.IsThere())
        {
            return [];
        }

        using (errors.In("lines"))
        {
            return LinesJson.Read(fields.Lines, amount, errors);
        }
    }

    private string? Label(JsonElement field, string name) =>
        field.IsThere() ? LinesJson.Label(field, name, errors) : null;

    internal static string MoneyDetail(long min, JsonElement found) =>
        $"Expected an integer from {min} to {PurchaseLimits.MaxAmount:N0} in the currency's minor unit (12.50 is 1250), " +
        $"without fraction or exponent; found {found.Found()}.";
}
