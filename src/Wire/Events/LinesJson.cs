using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Events;

/// <summary>The lines of a receipt.</summary>
internal static class LinesJson
{
    /// <param name="total">The event's amount, which the lines add up to; null where it is wrong itself.</param>
    public static ImmutableArray<Line> Read(JsonElement element, long? total, JsonErrors errors)
    {
        var count = element.ValueKind == JsonValueKind.Array ? element.GetArrayLength() : 0;
        if (count is < 1 or > PurchaseLimits.MaxLines)
        {
            errors.Add($"Expected an array of 1 to {PurchaseLimits.MaxLines} lines; leave it out where the till knows none.");
            return [];
        }

        var lines = ImmutableArray.CreateBuilder<Line>(count);
        var sum = 0L;
        foreach (var item in element.EnumerateArray())
        {
            using (errors.In(lines.Count))
            {
                var line = ReadLine(item, errors);
                lines.Add(line);
                sum += line.Amount;
            }
        }

        // With any error in them the sum says nothing.
        if (!errors.Any && sum != total)
        {
            errors.Add($"The lines' amounts add up to {sum:N0}, the event's amount is {total:N0}; expected the same.");
        }

        return lines.MoveToImmutable();
    }

    public static string? Label(JsonElement field, string name, JsonErrors errors)
    {
        if (field.Text() is { } text && PlainText.IsPrintable(text, PurchaseLimits.MaxLabelLength))
        {
            return text;
        }

        errors.AddAt(name, $"Expected text of 1 to {PurchaseLimits.MaxLabelLength} printable characters.");
        return null;
    }

    private static Line ReadLine(JsonElement element, JsonErrors errors)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"Expected a line, an object with category, quantity and amount; found {element.Found()}.");
            return new Line(default, 0, 0);
        }

        var fields = LineFields.Of(element);
        var category = Category.TryParse(fields.Category.Text());
        if (category is null)
        {
            errors.AddAt("category", "Expected 1 to 64 ASCII letters, digits and . _ : -, the first a letter or digit.");
        }

        var quantity = fields.Quantity.Integer();
        if (quantity is not (>= 1 and <= PurchaseLimits.MaxQuantity))
        {
            errors.AddAt(
                "quantity",
                $"Expected an integer from 1 to {PurchaseLimits.MaxQuantity:N0}, without fraction or exponent; found {fields.Quantity.Found()}.");
            quantity = 0;
        }

        var amount = fields.Amount.Integer();
        if (amount is not (>= 0 and <= PurchaseLimits.MaxAmount))
        {
            errors.AddAt("amount", EventReader.MoneyDetail(0, fields.Amount));
            amount = 0;
        }

        var sku = fields.Sku.IsThere() ? Label(fields.Sku, "sku", errors) : null;
        return new Line(category ?? default, (int)quantity, (long)amount, sku);
    }
}
