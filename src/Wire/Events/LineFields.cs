using System.Text.Json;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Events;

/// <summary>The fields of a line that the contract knows, found in one walk; the rest is passed over.</summary>
internal struct LineFields
{
    public JsonElement Category;
    public JsonElement Quantity;
    public JsonElement Amount;
    public JsonElement Sku;

    public static LineFields Of(JsonElement element)
    {
        var fields = default(LineFields);
        foreach (var property in element.EnumerateObject())
        {
            var name = property.Utf8Name();
            if (name.SequenceEqual("category"u8))
            {
                fields.Category = property.Value;
            }
            else if (name.SequenceEqual("quantity"u8))
            {
                fields.Quantity = property.Value;
            }
            else if (name.SequenceEqual("amount"u8))
            {
                fields.Amount = property.Value;
            }
            else if (name.SequenceEqual("sku"u8))
            {
                fields.Sku = property.Value;
            }
        }

        return fields;
    }
}
