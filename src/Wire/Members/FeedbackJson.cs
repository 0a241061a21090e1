using System.Text.Json;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Wire.Members;

/// <summary>What a customer said to a message, and what was answered, as JSON for staff.</summary>
public static class FeedbackJson
{
    /// <param name="entry">The one that is shown; those before it are listed.</param>
    public static void WriteProperties(Utf8JsonWriter writer, MemberId member, Feedback feedback, FeedbackEntry entry, Instant now)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(feedback);
        ArgumentNullException.ThrowIfNull(entry);
        writer.WriteString("id"u8, feedback.Message.ToString());
        writer.WriteString("member"u8, member.ToString());
        writer.WriteString("kind"u8, feedback.Kind.Name());
        writer.WriteString("status"u8, (entry.Answer is null ? FeedbackStatus.Open : FeedbackStatus.Answered).ToString().ToLowerInvariant());
        WriteSaid(writer, entry);
        if (entry.Waited(now) is { } waited)
        {
            writer.WriteString("openedAt"u8, InstantPattern.ExtendedIso.Format(entry.OpenedAt!.Value));
            writer.WriteNumber("waitedSeconds"u8, (long)waited.TotalSeconds);
        }

        WriteAnswer(writer, entry.Answer);
        writer.WriteStartArray("earlier"u8);
        foreach (var earlier in feedback.Entries.TakeWhile(other => other != entry))
        {
            writer.WriteStartObject();
            WriteSaid(writer, earlier);
            WriteAnswer(writer, earlier.Answer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The mark, and what was written with it.</summary>
    public static void WriteSaid(Utf8JsonWriter writer, FeedbackEntry entry)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(entry);
        writer.WriteNumber("mark"u8, entry.Mark.Value);
        writer.WriteString("comment"u8, entry.Comment);
        writer.WriteString("at"u8, InstantPattern.ExtendedIso.Format(entry.At));
    }

    /// <summary>Nothing where there is none.</summary>
    public static void WriteAnswer(Utf8JsonWriter writer, Answer? answer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (answer is null)
        {
            return;
        }

        writer.WriteStartObject("answer"u8);
        writer.WriteString("text"u8, answer.Text);
        writer.WriteString("by"u8, answer.By);
        writer.WriteString("at"u8, InstantPattern.ExtendedIso.Format(answer.At));
        writer.WriteString("reward"u8, answer.Reward);
        writer.WriteString("code"u8, answer.Code?.ToString());
        writer.WriteEndObject();
    }
}
