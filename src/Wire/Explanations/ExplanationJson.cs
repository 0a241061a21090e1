using System.Text.Json;
using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Wire.Json;
using Loyalty.Wire.Members;
using Loyalty.Wire.Standings;
using NodaTime;

namespace Loyalty.Wire.Explanations;

/// <summary>Why a member stands where they stand, as JSON (CONTRACT section 5): nothing of it is stored, all of it follows from the same
/// functions that decide.</summary>
public static class ExplanationJson
{
    /// <summary>A year of weeks; of a streak of days as many days.</summary>
    private const int MostPeriods = 53;

    /// <param name="withheld">The rewards that were withheld, as they are to be shown.</param>
    /// <param name="writeGifts">Writes the property that says what staff gave.</param>
    /// <param name="writeMessages">Writes the properties that say what was sent.</param>
    public static void Write(
        Utf8JsonWriter writer,
        ProgramVersions versions,
        Member member,
        IReadOnlyCollection<WithheldReward> withheld,
        Instant now,
        Action<Utf8JsonWriter> writeGifts,
        Action<Utf8JsonWriter> writeMessages)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(withheld);
        ArgumentNullException.ThrowIfNull(writeGifts);
        ArgumentNullException.ThrowIfNull(writeMessages);
        var today = versions.Newest.Today(now);
        var standing = Standing.Evaluate(versions, member.History, today);
        writer.WriteStartObject();
        Values.WriteDate(writer, "date"u8, today);
        writer.WriteStartObject("standing"u8);
        StandingJson.WriteProperties(writer, member.Id, standing);
        writer.WriteEndObject();
        TierExplanationJson.Write(
            writer,
            standing,
            TierHistory.Of(versions, member.History, today),
            Progress.ToKeep(versions, member.History, standing));
        WriteStreaks(writer, versions, member, standing);
        WriteStamps(writer, standing);
        RewardsExplanationJson.Write(writer, versions, member, withheld, now);
        writeGifts(writer);
        MergeJson.WriteActive(writer, member.Merged);
        writer.WriteStartObject("messages"u8);
        MessagesExplanationJson.WriteProperties(writer, versions, member, standing, now);
        writeMessages(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteStreaks(Utf8JsonWriter writer, ProgramVersions versions, Member member, Standing standing)
    {
        writer.WriteStartObject("streaks"u8);
        foreach (var (one, history) in standing.Streaks.Zip(
            StreakHistory.Of(versions, member.History, standing.Date, MostPeriods)))
        {
            writer.WriteStartObject(one.Streak.Id);
            writer.WriteNumber("current"u8, one.Current);
            writer.WriteNumber("best"u8, one.Best);
            writer.WriteString("period"u8, one.Streak.Period.ToString().ToLowerInvariant());
            writer.WriteNumber("visitsNeeded"u8, one.Streak.Visits);
            writer.WriteNumber("freezes"u8, one.Streak.Freezes);
            writer.WriteStartArray("periods"u8);
            foreach (var period in history.Periods)
            {
                writer.WriteStartObject();
                Values.WriteDate(writer, "from"u8, period.From);
                Values.WriteDate(writer, "to"u8, period.To);
                writer.WriteNumber("visits"u8, period.Visits);
                writer.WriteString("status"u8, period.Status.ToString().ToLowerInvariant());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteStamps(Utf8JsonWriter writer, Standing standing)
    {
        writer.WriteStartObject("stamps"u8);
        foreach (var stamps in standing.Stamps)
        {
            writer.WriteStartObject(stamps.Card.Id);
            writer.WriteNumber("have"u8, stamps.Have);
            writer.WriteNumber("every"u8, stamps.Card.Every);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
