using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;

namespace Loyalty.Functions.Portal.Complaints;

/// <summary>How an attempt to answer a complaint ended.</summary>
internal abstract record AnswerResult
{
    private AnswerResult()
    {
    }

    /// <summary>Nobody has said anything that could be answered.</summary>
    public sealed record NoFeedback : AnswerResult;

    /// <summary>The program in force has no such reward.</summary>
    public sealed record NoReward : AnswerResult;

    public sealed record Refused(Answering.Refused Why) : AnswerResult;

    /// <summary>It is recorded, now or before.</summary>
    public sealed record Given(Member Member, Feedback Feedback, FeedbackEntry Entry) : AnswerResult;
}
