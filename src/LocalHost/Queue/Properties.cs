using System.Text.Json;

namespace Loyalty.LocalHost.Queue;

/// <summary>A message's application properties as JSON: text, flags, whole numbers (which come back as long) and floating
/// ones.</summary>
internal static class Properties
{
    public static string? Write(IReadOnlyDictionary<string, object> properties)
    {
        if (properties.Count == 0)
        {
            return null;
        }

        foreach (var (name, value) in properties)
        {
            if (value is not (string or bool or int or long or double))
            {
                throw new NotSupportedException($"The application property {name} is neither text, a number nor a flag.");
            }
        }

        return JsonSerializer.Serialize(properties);
    }

    public static Dictionary<string, object> Read(string? json)
    {
        if (json is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => Value(property.Value));
    }

    private static object Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => element.TryGetInt64(out var whole) ? (object)whole : element.GetDouble(),
    };
}
