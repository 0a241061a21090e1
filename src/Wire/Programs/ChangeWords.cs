using System.Globalization;
using System.Text.Json;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs.Shapes;

namespace Loyalty.Wire.Programs;

/// <summary>How values of a program are written in sentences, and what its places say.</summary>
internal sealed class ChangeWords(string currency)
{
    private readonly int digits = CurrencyDigits.Of(currency);

    /// <summary>What sentences call an object.</summary>
    /// <param name="of">What they call that to which it belongs.</param>
    public static string Subject(Shape.Structure structure, string of, string key, JsonElement element) => structure.Subject is { } subject
        ? subject
            .Replace("{name}", element.Field("name").Text() ?? key, StringComparison.Ordinal)
            .Replace("{key}", key, StringComparison.Ordinal)
            .Replace("{of}", of.StartsWith("The ", StringComparison.Ordinal) ? "the " + of[4..] : of, StringComparison.Ordinal)
        : of;

    /// <summary>What a field says where it is absent, if it has something to say.</summary>
    public static JsonElement OrDefault(Field field, JsonElement element) =>
        element.IsThere() || field.Default is null ? element : JsonElement.Parse(field.Default);

    public static string Says(Field field, string value) => field.Says.Replace("{0}", value, StringComparison.Ordinal);

    /// <summary>What a field with a value says of its subject.</summary>
    public string Phrase(Field field, JsonElement element) => field.Shape switch
    {
        Shape.Flag flag => element.GetBoolean() ? flag.True : flag.False,
        Shape.Words { Says: { IsEmpty: false } says } words => says[words.All.IndexOf(element.GetString()!)],
        _ => Says(field, Value(field.Shape, element)),
    };

    /// <summary>All that an object says of its subject.</summary>
    public IReadOnlyList<string> Phrases(Shape.Structure structure, JsonElement element)
    {
        var phrases = new List<string>();
        foreach (var field in structure.Fields.Where(field => element.Field(field.Name).IsThere()))
        {
            phrases.AddRange(Phrases(field, element.Field(field.Name)));
        }

        return phrases;
    }

    public string Value(Shape shape, JsonElement element) => shape switch
    {
        Shape.Whole { IsMoney: true } =>
            (element.GetInt64() / (decimal)Math.Pow(10, digits)).ToString($"N{digits}", CultureInfo.InvariantCulture),
        Shape.Whole => element.GetInt64().ToString("N0", CultureInfo.InvariantCulture),
        Shape.Either when element.ValueKind == JsonValueKind.Object => $"{element.Field("from")} to {element.Field("to")}",
        _ => element.ToString(),
    };

    private IEnumerable<string> Phrases(Field field, JsonElement element)
    {
        switch (field.Shape)
        {
            case Shape.Structure structure:
                var phrases = Phrases(structure, element);
                return structure.Subject is null ? phrases : [Whole(structure, field.Name, element, phrases)];
            case Shape.List { Item: Shape.Structure item } list:
                return element.EnumerateArray().Select((one, place) => Whole(
                    item, list.Key is { } key ? one.Field(key).ToString() : $"{place + 1}", one, Phrases(item, one)));
            case Shape.List list:
                return element.EnumerateArray().Select(one => Says(field, Value(list.Item, one)));
            // What a thing is known by is what sentences call it.
            case Shape.Text or Shape.Whole when field.Says.Length == 0 || field.Name == "name":
                return [];
            default:
                return [Phrase(field, element)];
        }
    }

    private static string Whole(Shape.Structure structure, string key, JsonElement element, IReadOnlyList<string> phrases) =>
        $"{Subject(structure, "it", key, element)} {(phrases.Count == 0 ? structure.New : string.Join(", ", phrases))}";
}
