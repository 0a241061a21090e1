using System.Text.Json;
using Loyalty.Domain.Standings;
using Loyalty.Wire.Json;
using NodaTime.Text;

namespace Loyalty.Wire.Standings;

/// <summary>What a member still needs for a level, as JSON (CONTRACT section 5).</summary>
public static class ProgressJson
{
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Progress? progress)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (progress is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("level"u8, progress.Level.Id);
        Values.WriteNumber(writer, "spendNeeded"u8, progress.SpendNeeded);
        Values.WriteNumber(writer, "visitsNeeded"u8, progress.VisitsNeeded);
        if (progress.By is { } by)
        {
            writer.WriteString("by"u8, LocalDatePattern.Iso.Format(by));
        }

        writer.WriteEndObject();
    }
}
