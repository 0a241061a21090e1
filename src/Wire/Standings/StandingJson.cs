using System.Buffers;
using System.Text.Json;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using NodaTime.Text;

namespace Loyalty.Wire.Standings;

/// <summary>Where a member stands, as JSON (CONTRACT section 4).</summary>
public static class StandingJson
{
    /// <summary>The whole object, UTF-8 without a line's end.</summary>
    public static byte[] Write(MemberId member, Standing standing)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteProperties(writer, member, standing);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The properties alone, for an object that has more of them after these.</summary>
    public static void WriteProperties(Utf8JsonWriter writer, MemberId member, Standing standing)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(standing);
        writer.WriteString("member"u8, member.ToString());
        writer.WriteString("tier"u8, standing.Tier.Id);
        writer.WriteString("tierUntil"u8, standing.TierUntil is { } until ? LocalDatePattern.Iso.Format(until) : null);
        writer.WriteNumber("spend"u8, standing.Spend);
        writer.WriteNumber("visits"u8, standing.Visits);
        writer.WriteNumber("lifetimeSpend"u8, standing.LifetimeSpend);
        writer.WriteNumber("lifetimeVisits"u8, standing.LifetimeVisits);
        writer.WriteStartObject("streaks"u8);
        foreach (var streak in standing.Streaks)
        {
            writer.WriteStartObject(streak.Streak.Id);
            writer.WriteNumber("current"u8, streak.Current);
            writer.WriteNumber("best"u8, streak.Best);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("entitled"u8);
        foreach (var entitlement in standing.Entitled)
        {
            writer.WriteNumber(entitlement.Key.ToString(), entitlement.Count);
        }

        writer.WriteEndObject();
    }
}
