using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Loyalty.Wire.Json;

/// <summary>Reads single values, without an exception where one is of another kind.</summary>
internal static class JsonValues
{
    /// <summary>Whether there is a value; null is the same as none.</summary>
    public static bool IsThere(this JsonElement element) => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>A field of an object; one that is absent has no value.</summary>
    public static JsonElement Field(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var field) ? field : default;

    /// <summary>The text, or null where it is none: another kind of value, or escapes that are half a surrogate pair.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The bytes that the text says in Base64, or null where it says none.</summary>
    public static byte[]? Base64(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String && element.TryGetBytesFromBase64(out var bytes) ? bytes : null;
        }
        catch (InvalidOperationException)
        {
            // Escapes that are half a surrogate pair.
            return null;
        }
    }

    /// <summary>The integer, or null where it is none: another kind of value, a fraction or exponent, or beyond 64 bits.</summary>
    public static long? Integer(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Number)
        {
            return null;
        }

        var digits = JsonMarshal.GetRawUtf8Value(element);
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>The name as UTF-8; one with escapes that are half a surrogate pair as it is written.</summary>
    public static ReadOnlySpan<byte> Utf8Name(this JsonProperty property)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(property.TolerantName()) : raw;
    }

    /// <summary>The name; one with escapes that are half a surrogate pair as it is written.</summary>
    public static string TolerantName(this JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property));
        }
    }

    /// <summary>What stands there instead, for the end of a sentence.</summary>
    public static string Found(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "text",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Number when element.Integer() is { } integer => integer.ToString("N0", CultureInfo.InvariantCulture),
        JsonValueKind.Number => "a number with a fraction or an exponent, or too large",
        _ => "nothing",
    };
}
