using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Programs;
using Loyalty.Wire.Programs;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Portal.Programs;

/// <summary>A version as staff see it.</summary>
internal static class VersionJson
{
    /// <param name="before">The version that was published before it; null where it is the first.</param>
    public static void Write(
        Utf8JsonWriter writer, PublishedVersion version, PublishedVersion? before, ProgramVersions versions, Instant now)
    {
        var (number, from, shown) = version.Version;
        writer.WriteStartObject();
        WriteHead(writer, version);
        writer.WriteString("until", versions.EndOf(version.Version) is { } end ? LocalDatePattern.Iso.Format(end) : null);
        writer.WriteBoolean("inForce", versions.On(shown.Today(now)).Number == number);
        writer.WriteString("publishedAt", InstantPattern.ExtendedIso.Format(version.PublishedAt));
        writer.WriteString("by", version.By);
        writer.WriteString("reason", version.Reason);
        WriteChanges(writer, before is null ? [] : ProgramChanges.Between(before.Document, version.Document));
        writer.WriteEndObject();
    }

    /// <summary>Its number, the date and its ETag.</summary>
    public static void WriteHead(Utf8JsonWriter writer, PublishedVersion version)
    {
        writer.WriteNumber("number", version.Version.Number);
        writer.WriteString("from", LocalDatePattern.Iso.Format(version.Version.From));
        writer.WriteString("etag", version.ETag);
    }

    public static void WriteChanges(Utf8JsonWriter writer, ImmutableArray<ProgramChange> changes)
    {
        writer.WriteStartArray("changes");
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("pointer", change.Pointer);
            writer.WriteString("detail", change.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
