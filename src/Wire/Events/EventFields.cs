using System.Text.Json;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Events;

/// <summary>The fields of an event that the contract knows, in its order, found in one walk; the rest is passed over.</summary>
internal struct EventFields
{
    public JsonElement Id;
    public JsonElement Type;
    public JsonElement Member;
    public JsonElement Store;
    public JsonElement Purchase;
    public JsonElement At;
    public JsonElement Amount;
    public JsonElement Currency;
    public JsonElement Discount;
    public JsonElement Lines;
    public JsonElement Attribution;
    public JsonElement Channel;
    public JsonElement Cashier;

    public static EventFields Of(JsonElement element)
    {
        var fields = default(EventFields);
        foreach (var property in element.EnumerateObject())
        {
            fields.Keep(property.Utf8Name(), property.Value);
        }

        return fields;
    }

    private void Keep(ReadOnlySpan<byte> name, JsonElement value)
    {
        if (name.SequenceEqual("id"u8))
        {
            Id = value;
        }
        else if (name.SequenceEqual("type"u8))
        {
            Type = value;
        }
        else if (name.SequenceEqual("member"u8))
        {
            Member = value;
        }
        else if (name.SequenceEqual("store"u8))
        {
            Store = value;
        }
        else if (name.SequenceEqual("purchase"u8))
        {
            Purchase = value;
        }
        else if (name.SequenceEqual("at"u8))
        {
            At = value;
        }
        else if (name.SequenceEqual("amount"u8))
        {
            Amount = value;
        }
        else if (name.SequenceEqual("currency"u8))
        {
            Currency = value;
        }
        else if (name.SequenceEqual("discount"u8))
        {
            Discount = value;
        }
        else if (name.SequenceEqual("lines"u8))
        {
            Lines = value;
        }
        else if (name.SequenceEqual("attribution"u8))
        {
            Attribution = value;
        }
        else if (name.SequenceEqual("channel"u8))
        {
            Channel = value;
        }
        else if (name.SequenceEqual("cashier"u8))
        {
            Cashier = value;
        }
    }
}
