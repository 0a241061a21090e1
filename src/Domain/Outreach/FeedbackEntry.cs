using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>A mark and what was written with it, at one time.</summary>
/// <param name="Comment">Up to <see cref="Feedback.MaxCommentLength"/> characters, with line breaks; often empty.</param>
/// <param name="OpenedAt">Since when the customer has had a complaint that waits, or waited until it was answered; null for a mark
/// that is none.</param>
/// <param name="Answer">What staff answered to it.</param>
public sealed record FeedbackEntry(Mark Mark, string Comment, Instant At, Instant? OpenedAt, Answer? Answer)
{
    /// <summary>How long a complaint waited, or has waited until now; null for what is none.</summary>
    public Duration? Waited(Instant now) => OpenedAt is { } since ? Duration.Max(Duration.Zero, (Answer?.At ?? now) - since) : null;
}
