using System.Text.Json;
using Loyalty.Domain.Outreach;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>
/// A row <c>feedback:ID</c>: all that a customer said to a message. It is one row, and not one for each time that they said
/// something, because the last one counts: whoever asks for it reads one row, and what was said before stands in it as facts do,
/// added and never edited. The fields beside <c>entries</c> say the last one again, for people who look.
/// </summary>
internal static class FeedbackRow
{
    private const string Entries = "entries";

    public static Write Write(Feedback feedback)
    {
        var last = feedback.Last;
        var fields = new Fields
        {
            { "kind", feedback.Kind.ToString() },
            { "firstAt", InstantPattern.ExtendedIso.Format(feedback.FirstAt) },
            { "at", InstantPattern.ExtendedIso.Format(last.At) },
            { "mark", last.Mark.Value },
            { "comment", last.Comment.Length == 0 ? null : last.Comment },
            { "status", feedback.Status.ToString() },
            { "answer", last.Answer?.Text },
            { "answeredAt", last.Answer is { } answer ? InstantPattern.ExtendedIso.Format(answer.At) : null },
            { "answeredBy", last.Answer?.By },
            { "answeredAfterSeconds", last.Answer is { At: var at } ? (long?)last.Waited(at)?.TotalSeconds : null },
            { "reward", last.Answer?.Reward },
            { "code", last.Answer?.Code?.Stored },
        };
        var stored = feedback.Entries.Select(StoredEntry.Of).ToArray();
        fields.AddChunks(Entries, JsonSerializer.SerializeToUtf8Bytes(stored, StoredJson.Default.StoredEntryArray));
        return new Write.Put(MemberKeys.Feedback(feedback.Message), fields);
    }

    public static Feedback Read(Row row) => Feedback.Stored(
        MessageId.Parse(row.Key[MemberKeys.FeedbacksFrom.Length..]),
        Enum.Parse<MessageKind>(row.Fields.Text("kind")!),
        InstantPattern.ExtendedIso.Parse(row.Fields.Text("firstAt")!).Value,
        [.. JsonSerializer.Deserialize(row.Fields.ReadChunks(Entries), StoredJson.Default.StoredEntryArray)!
            .Select(stored => stored.ToEntry())]);
}
