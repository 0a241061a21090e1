using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Storage.Members;

/// <summary>The keys of the rows in a member's partition. A stored name is a contract: add, never rename.</summary>
internal static class MemberKeys
{
    /// <summary>The row that every transaction of the partition replaces first: its ETag is the partition's only lock.</summary>
    public const string Member = "member";

    /// <summary>Who may change things by the member's card.</summary>
    public const string Card = "card";

    /// <summary>Every reward's key is from this one on, and below <see cref="RewardsBelow"/>.</summary>
    public const string RewardsFrom = "reward:";

    public const string RewardsBelow = "reward;";

    /// <summary>Every message's key is from this one on, and below <see cref="MessagesBelow"/>.</summary>
    public const string MessagesFrom = "message:";

    public const string MessagesBelow = "message;";

    /// <summary>Every consent fact's key is from this one on, and below <see cref="ConsentsBelow"/>, in the order of their instants.
    /// </summary>
    public const string ConsentsFrom = "consent:";

    public const string ConsentsBelow = "consent;";

    /// <summary>Every row of feedback's key is from this one on.</summary>
    public const string FeedbacksFrom = "feedback:";

    public static string Event(EventId id) => $"event:{id}";

    public static string Refunds(EventId purchase) => $"refunds:{purchase}";

    public static string Reward(RewardCode code) => RewardsFrom + code.Stored;

    public static string Message(MessageId id) => MessagesFrom + id;

    public static string Feedback(MessageId message) => FeedbacksFrom + message;
}
