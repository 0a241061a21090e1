using System.Text.Json;

namespace Loyalty.Cli.DeadLetters;

/// <summary>A body that is to take the place of a dead letter's.</summary>
internal static class MendedBody
{
    // The one reason that is mended by another id.
    private const string IdReused = "IdReused";

    /// <summary>Why it may not take that place; null where it may. With another id the event would be another, and count beside one that
    /// was counted already.</summary>
    public static string? WhyNot(DeadLetter letter, ReadOnlyMemory<byte> mended)
    {
        if (!TryReadId(mended, out var id))
        {
            return "The mended body is no JSON object that can be read.";
        }

        if (!TryReadId(letter.Body, out var before) || before is null)
        {
            return null;
        }

        return letter.Reason == IdReused
            ? id == before ? $"Another event has the id {before}, and the first counts: give this one an id of its own." : null
            : id == before ? null : $"The mended event has to keep its id, {before}.";
    }

    /// <summary>False where the body is no JSON object; the id is null where it has none. A CloudEvent's data counts, where that has one.
    /// </summary>
    private static bool TryReadId(ReadOnlyMemory<byte> body, out string? id)
    {
        id = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            id = document.RootElement.TryGetProperty("data", out var data) && IdOf(data) is { } ofData ? ofData : IdOf(document.RootElement);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or an id with half a surrogate pair, which may be why it lies here.
            return false;
        }
    }

    private static string? IdOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;
}
