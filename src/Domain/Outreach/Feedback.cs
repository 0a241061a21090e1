using System.Collections.Immutable;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>
/// What a customer said to one message. They may say it again, and the last one counts; what it takes the place of is kept behind
/// it with its answer, so that nothing that anybody wrote is lost because somebody wrote more. A better mark takes a complaint back
/// that was not answered yet; a bad one after an answer is a new complaint.
/// </summary>
public sealed record Feedback
{
    public const int MaxCommentLength = 2_000;

    /// <summary>A link is good for as many answers as somebody likes to send, but a member's partition is not.</summary>
    public const int MaxEntries = 10;

    private static readonly Duration Moment = Duration.FromTicks(1);

    private Feedback(MessageId message, MessageKind kind, Instant firstAt, ImmutableArray<FeedbackEntry> entries) =>
        (Message, Kind, FirstAt, Entries) = (message, kind, firstAt, entries);

    public MessageId Message { get; }

    /// <summary>Of the message.</summary>
    public MessageKind Kind { get; }

    public Instant FirstAt { get; }

    /// <summary>Oldest first; at least one, and at most <see cref="MaxEntries"/>.</summary>
    public ImmutableArray<FeedbackEntry> Entries { get; }

    /// <summary>The one that counts.</summary>
    public FeedbackEntry Last => Entries[^1];

    public FeedbackStatus Status => Last switch
    {
        { Answer: not null } => FeedbackStatus.Answered,
        { OpenedAt: not null } => FeedbackStatus.Open,
        _ when Entries is [.., { OpenedAt: not null, Answer: null }, _] => FeedbackStatus.Withdrawn,
        _ => FeedbackStatus.Told,
    };

    public bool IsOpen => Status == FeedbackStatus.Open;

    /// <summary>The first thing that a customer says.</summary>
    public static Feedback First(MessageId message, MessageKind kind, Mark mark, string comment, Instant now) =>
        new(message, kind, now, [new(mark, comment, now, mark.IsComplaint ? now : null, null)]);

    /// <summary>As it was stored.</summary>
    public static Feedback Stored(MessageId message, MessageKind kind, Instant firstAt, ImmutableArray<FeedbackEntry> entries) =>
        new(message, kind, firstAt, entries);

    /// <summary>With what the customer says now; this very one where they have said just that, since a form that is sent twice says
    /// nothing new.</summary>
    public Feedback Say(Mark mark, string comment, Instant now)
    {
        if (Last.Mark == mark && Last.Comment == comment)
        {
            return this;
        }

        var at = After(now);
        var openedAt = !mark.IsComplaint ? null : IsOpen ? Last.OpenedAt : at;
        return new(Message, Kind, FirstAt, Trimmed(Entries.Add(new(mark, comment, at, openedAt, null))));
    }

    /// <summary>With an answer to the complaint that waits for one.</summary>
    public Feedback With(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return IsOpen
            ? new(Message, Kind, FirstAt, Entries.SetItem(Entries.Length - 1, Last with { Answer = answer }))
            : throw new InvalidOperationException("No complaint is open.");
    }

    /// <summary>What follows from it for what else the member is sent.</summary>
    public OutreachState In(OutreachState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return !IsOpen ? state with { Complaints = state.Complaints.Remove(Message) }
            : state.Complaints.Contains(Message) ? state
            : state with { Complaints = state.Complaints.Add(Message) };
    }

    /// <summary>The answer that a letter brings.</summary>
    public Answer? AnswerOf(Occasion occasion) => Entries
        .Select(entry => entry.Answer)
        .LastOrDefault(answer => answer is not null && new PendingAnswer(Message, answer.At, answer.Code).Occasion == occasion);

    /// <summary>Now, and where no time has passed on the clock a moment after all that was said before: complaints and their
    /// answers are known by when they were.</summary>
    public Instant After(Instant now) => Instant.Max(now, (Last.Answer?.At ?? Last.At) + Moment);

    // The oldest goes that nobody answered, but for the two that say what became of a complaint.
    private static ImmutableArray<FeedbackEntry> Trimmed(ImmutableArray<FeedbackEntry> entries)
    {
        if (entries.Length <= MaxEntries)
        {
            return entries;
        }

        var place = 0;
        for (var i = entries.Length - 3; i >= 0; i--)
        {
            place = entries[i].Answer is null ? i : place;
        }

        return entries.RemoveAt(place);
    }
}
