using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Loyalty.Wire.Json;

/// <summary>Opens UTF-8 text as JSON, stricter than the platform does by itself: valid UTF-8 throughout, no byte order mark, no
/// name twice in an object.</summary>
internal static class JsonText
{
    public const int MaxDepth = 32;

    private const int MaxReasonLength = 200;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
    private static readonly JsonDocumentOptions WithDoubles = new() { MaxDepth = MaxDepth };

    /// <summary>The document, which the caller disposes before the bytes change; or null, and why is among the errors. One with
    /// a name twice is opened too, so that the rest of its errors can be told with it.</summary>
    public static JsonDocument? Open(ReadOnlyMemory<byte> utf8, int maxBytes, string what, JsonErrors errors)
    {
        if (utf8.Length > maxBytes)
        {
            errors.Add($"{what} has at most {maxBytes:N0} bytes; this one has more.");
            return null;
        }

        if (utf8.Span.StartsWith("\uFEFF"u8))
        {
            errors.Add("Starts with a byte order mark; send UTF-8 without one.");
            return null;
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            errors.Add("Is not valid UTF-8; send the text in that encoding.");
            return null;
        }

        try
        {
            return JsonDocument.Parse(utf8, Strict);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A name twice, a name that is no Unicode text (which the check for doubles does not bear), or no JSON at all.
            return OpenWithDoubles(utf8, what, errors);
        }
    }

    /// <summary>The same for a document that is one object, without an error so far; null where it is not.</summary>
    public static JsonDocument? OpenObject(ReadOnlyMemory<byte> utf8, int maxBytes, string what, JsonErrors errors)
    {
        var document = Open(utf8, maxBytes, what, errors);
        if (document is not null && document.RootElement.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"Expected one JSON object, found {document.RootElement.Found()}.");
        }

        if (document is not null && errors.Any)
        {
            document.Dispose();
            return null;
        }

        return document;
    }

    private static JsonDocument? OpenWithDoubles(ReadOnlyMemory<byte> utf8, string what, JsonErrors errors)
    {
        try
        {
            var document = JsonDocument.Parse(utf8, WithDoubles);
            DuplicateNames.Report(document.RootElement, errors);
            return document;
        }
        catch (JsonException e)
        {
            errors.Add(WhyNot(utf8.Span, e, what));
            return null;
        }
    }

    private static string WhyNot(ReadOnlySpan<byte> utf8, JsonException e, string what)
    {
        if (utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return $"{what} is one JSON object; this is empty.";
        }

        if (IsTooDeep(utf8))
        {
            return $"Objects and arrays may be nested {MaxDepth} deep; these are deeper.";
        }

        var (line, column) = Place(utf8, e);
        return $"Is not valid JSON at line {line}, column {column}: {Reason(e)}";
    }

    private static string Reason(JsonException e)
    {
        var reason = e.Message.Split(" LineNumber:")[0].Replace(" Change the reader options.", "", StringComparison.Ordinal);

        // Of what is no literal the platform repeats all that follows, of anything else one character.
        return reason.Contains("invalid JSON literal", StringComparison.Ordinal) || !PlainText.IsPrintable(reason, MaxReasonLength)
            ? "Expected text in quotation marks, a number, an object, an array, true, false or null."
            : reason;
    }

    private static bool IsTooDeep(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                // An array's or object's own depth is counted from 0.
                if (reader.CurrentDepth == MaxDepth && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // It breaks off before it gets too deep.
        }

        return false;
    }

    // From 1, the column in characters as an editor counts them.
    private static (long Line, long Column) Place(ReadOnlySpan<byte> utf8, JsonException e)
    {
        var start = 0;
        for (var line = 0L; line < e.LineNumber; line++)
        {
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        }

        var before = utf8.Slice(start, (int)Math.Min(e.BytePositionInLine ?? 0, utf8.Length - start));
        return ((e.LineNumber ?? 0) + 1, Encoding.UTF8.GetCharCount(before) + 1);
    }
}
