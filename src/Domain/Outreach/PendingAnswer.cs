using System.Globalization;
using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>An answer to a complaint on its way to the customer.</summary>
/// <param name="Feedback">The complaint, by the message that it came from; its row has the words.</param>
public sealed record PendingAnswer(MessageId Feedback, Instant At, RewardCode? Reward)
{
    /// <summary>A complaint that is opened and answered again is another occasion.</summary>
    public Occasion Occasion => new(MessageKind.Answer, string.Create(CultureInfo.InvariantCulture, $"{Feedback}:{At.ToUnixTimeTicks()}"));

    /// <summary>The complaint that an answer's occasion names.</summary>
    public static MessageId FeedbackOf(Occasion occasion) => MessageId.Parse(occasion.Id.Split(':')[0]);
}
