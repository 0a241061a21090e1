using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Previews;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;
using Loyalty.Wire.Rewards;
using NodaTime;

namespace Loyalty.Wire.Previews;

/// <summary>What a purchase would change, as JSON (CONTRACT section 5).</summary>
public static class PreviewJson
{
    public static void Write(
        Utf8JsonWriter writer,
        MemberId member,
        Preview preview,
        ImmutableArray<UsableReward> usable,
        ProgramVersions versions,
        Instant at)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(preview);
        var (before, after) = (preview.Before, preview.After);
        writer.WriteStartObject();
        writer.WriteString("member"u8, member.ToString());
        Values.WriteDate(writer, "date"u8, after.Date);
        writer.WriteString("tier"u8, after.Tier.Id);
        writer.WriteString("tierBefore"u8, before.Tier.Id);
        Values.WriteDate(writer, "tierUntil"u8, after.TierUntil);
        writer.WriteNumber("spend"u8, after.Spend);
        writer.WriteNumber("visits"u8, after.Visits);
        writer.WriteStartObject("streaks"u8);
        foreach (var (then, now) in before.Streaks.Zip(after.Streaks))
        {
            writer.WriteStartObject(now.Streak.Id);
            writer.WriteNumber("current"u8, now.Current);
            writer.WriteNumber("before"u8, then.Current);
            writer.WriteNumber("best"u8, now.Best);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("stamps"u8);
        foreach (var (then, now) in before.Stamps.Zip(after.Stamps))
        {
            writer.WriteStartObject(now.Card.Id);
            writer.WriteNumber("have"u8, now.Have);
            writer.WriteNumber("before"u8, then.Have);
            writer.WriteNumber("every"u8, now.Card.Every);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        PromisedRewardJson.Write(writer, "rewards"u8, preview.Rewards);
        writer.WriteStartArray("usable"u8);
        foreach (var one in usable)
        {
            writer.WriteStartObject();
            Values.WriteNumber(writer, "takesOff"u8, one.TakesOff);
            RewardJson.WriteProperties(writer, one.Reward, versions, at);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteNext(writer, after, preview.Next);
        writer.WriteEndObject();
    }

    private static void WriteNext(Utf8JsonWriter writer, Standing after, NextStep? next)
    {
        if (next is null)
        {
            writer.WriteNull("next"u8);
            return;
        }

        var then = next.Standing;
        writer.WriteStartObject("next"u8);
        writer.WriteNumber("spend"u8, next.Spend);
        writer.WriteString("tier"u8, then.TierIndex > after.TierIndex ? then.Tier.Id : null);
        writer.WriteBoolean("visit"u8, then.LifetimeVisits > after.LifetimeVisits);
        WriteIds(
            writer,
            "streaks"u8,
            then.Streaks.Zip(after.Streaks).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Streak.Id));
        WriteIds(
            writer, "stamps"u8, then.Stamps.Zip(after.Stamps).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Card.Id));
        PromisedRewardJson.Write(writer, "rewards"u8, next.Rewards);
        writer.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<string> ids)
    {
        writer.WriteStartArray(name);
        foreach (var id in ids)
        {
            writer.WriteStringValue(id);
        }

        writer.WriteEndArray();
    }
}
