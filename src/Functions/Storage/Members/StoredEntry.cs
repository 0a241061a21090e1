using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Functions.Storage.Members;

/// <summary>What a customer said once, and its answer, as the row "feedback" keeps it. A name here is a stored name.</summary>
internal sealed record StoredEntry(int Mark, string? Comment, Instant At, Instant? OpenedAt, StoredEntry.GivenAnswer? Answer)
{
    public static StoredEntry Of(FeedbackEntry entry) => new(
        entry.Mark.Value,
        entry.Comment,
        entry.At,
        entry.OpenedAt,
        entry.Answer is { } answer ? new(answer.Text, answer.At, answer.By, answer.Reward, answer.Code?.Stored) : null);

    public FeedbackEntry ToEntry() => new(
        Domain.Outreach.Mark.Of(Mark) ?? throw new FormatException("A stored mark is none."),
        Comment ?? "",
        At,
        OpenedAt,
        Answer is { } answer ? new(answer.Text, answer.At, answer.By, answer.Reward, RewardCode.TryParse(answer.Code)) : null);

    internal sealed record GivenAnswer(string Text, Instant At, string By, string? Reward, string? Code);
}
