using System.Globalization;
using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>An answer to a complaint on its way to the customer. It waits where there is nowhere to send it to, or nobody to send it
/// from.</summary>
/// <param name="Feedback">The complaint, by the message that it came from; its row has the words.</param>
public sealed record PendingAnswer(MessageId Feedback, Instant At, RewardCode? Reward)
{
    /// <summary>A complaint that is opened and answered again is another occasion.</summary>
    public Occasion Occasion => new(MessageKind.Answer, string.Create(CultureInfo.InvariantCulture, $"{Feedback}:{At.ToUnixTimeTicks()}"));

    /// <summary>The complaint that an answer's occasion names.</summary>
    public static MessageId FeedbackOf(Occasion occasion) => MessageId.Parse(occasion.Id.Split(':')[0]);

    /// <summary>Why answers to a member wait, whatever the hour; null where they go.</summary>
    public static string? WhyWaiting(Member member, LoyaltyProgram inForce)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(inForce);
        return member.Profile.Email is null ? "The member has no address."
            : !Upkeep.HasAddress(member) ? "Mail to the member's address does not arrive."
            : inForce.Messages is null ? "The program in force does not say whom messages come from."
            : null;
    }
}
