using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Wire.Json;

/// <summary>Writes what may be absent as null, and times as they stand everywhere.</summary>
internal static class Values
{
    public static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public static void WriteDate(Utf8JsonWriter writer, ReadOnlySpan<byte> name, LocalDate? date) =>
        writer.WriteString(name, date is { } given ? LocalDatePattern.Iso.Format(given) : null);

    public static void WriteInstant(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Instant? at) =>
        writer.WriteString(name, at is { } given ? InstantPattern.ExtendedIso.Format(given) : null);
}
