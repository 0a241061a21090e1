using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Backtests;
using Loyalty.Domain.Outreach;

namespace Loyalty.Wire.Backtests;

/// <summary>How many messages go soon, by kind; a kind of which none goes is left out.</summary>
internal static class MessageOutlookJson
{
    private static readonly ImmutableDictionary<string, MessageKind> Kinds =
        Enum.GetValues<MessageKind>().ToImmutableDictionary(kind => kind.Name(), StringComparer.Ordinal);

    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, MessageOutlook? outlook)
    {
        if (outlook is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("days"u8, MessageOutlook.Days);
        Write(writer, "current"u8, outlook.Current);
        Write(writer, "draft"u8, outlook.Draft);
        writer.WriteEndObject();
    }

    public static MessageOutlook? Read(JsonElement written) => written.ValueKind == JsonValueKind.Null
        ? null
        : new(ReadKinds(written.GetProperty("current"u8)), ReadKinds(written.GetProperty("draft"u8)));

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableSortedDictionary<MessageKind, long> kinds)
    {
        writer.WriteStartObject(name);
        foreach (var (kind, number) in kinds)
        {
            writer.WriteNumber(kind.Name(), number);
        }

        writer.WriteEndObject();
    }

    private static ImmutableSortedDictionary<MessageKind, long> ReadKinds(JsonElement written) =>
        written.EnumerateObject().ToImmutableSortedDictionary(kind => Kinds[kind.Name], kind => kind.Value.GetInt64());
}
