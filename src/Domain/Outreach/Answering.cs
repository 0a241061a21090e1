namespace Loyalty.Domain.Outreach;

/// <summary>What becomes of an answer that staff want to give.</summary>
public abstract record Answering
{
    private Answering()
    {
    }

    /// <summary>It is recorded, and closes the complaint.</summary>
    public sealed record Closes : Answering;

    /// <summary>It was given before: told twice, it is given once.</summary>
    public sealed record Given(FeedbackEntry Entry) : Answering;

    /// <summary>There is nothing that it could answer.</summary>
    /// <param name="Reason">For programs: <c>answered</c>, <c>withdrawn</c>, <c>noComplaint</c>, <c>sameAsBefore</c>.</param>
    /// <param name="Detail">For people.</param>
    public sealed record Refused(string Reason, string Detail) : Answering;

    public static Answering Decide(Feedback feedback, string text, string? reward)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        var last = feedback.Entries.LastOrDefault(entry => entry.Answer is not null);
        var isSame = last?.Answer?.Says(text, reward) ?? false;
        return feedback.Status switch
        {
            // It may be the same answer once more, whose reply was lost, and not meant for what the customer wrote since.
            FeedbackStatus.Open => isSame
                ? new Refused("sameAsBefore", "The customer has written again after this very answer. Answer in other words.")
                : new Closes(),
            _ when isSame => new Given(last!),
            FeedbackStatus.Answered => new Refused("answered", "The complaint was answered in other words or with another reward."),
            FeedbackStatus.Withdrawn => new Refused("withdrawn", "The customer has taken the complaint back."),
            _ => new Refused("noComplaint", "The customer did not complain: marks of 1 and 2 are answered."),
        };
    }
}
