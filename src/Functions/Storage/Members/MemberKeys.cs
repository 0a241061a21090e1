using System.Globalization;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
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

    /// <summary>Every row of feedback's key is from this one on, and below <see cref="FeedbacksBelow"/>.</summary>
    public const string FeedbacksFrom = "feedback:";

    public const string FeedbacksBelow = "feedback;";

    /// <summary>Every redemption's key is from this one on, and below <see cref="RedemptionsBelow"/>.</summary>
    public const string RedemptionsFrom = "redemption:";

    public const string RedemptionsBelow = "redemption;";

    /// <summary>The key of every reward that was withheld is from this one on, and below <see cref="WithheldBelow"/>.</summary>
    public const string WithheldFrom = "withheld:";

    public const string WithheldBelow = "withheld;";

    /// <summary>Every event's key is from this one on, and below <see cref="EventsBelow"/>.</summary>
    public const string EventsFrom = "event:";

    public const string EventsBelow = "event;";

    /// <summary>The key of every gift by hand is from this one on, and below <see cref="GiftsBelow"/>.</summary>
    public const string GiftsFrom = "gift:";

    public const string GiftsBelow = "gift;";

    /// <summary>Every row of a letter that brought a one-time code is from this one on.</summary>
    public const string LettersFrom = "letter:";

    /// <summary>Every row that says where the member is found by a card, phone or address is from this one on.</summary>
    public const string LookupsFrom = "lookup:";

    /// <summary>Every row of what staff or the customer did is from this one on, and below <see cref="AuditsBelow"/>.</summary>
    public const string AuditsFrom = "audit:";

    public const string AuditsBelow = "audit;";

    /// <summary>Every merge's key is from this one on, and below <see cref="MergesBelow"/>.</summary>
    public const string MergesFrom = "merge:";

    public const string MergesBelow = "merge;";

    // No id has it, so that no two events can come under one key.
    private const char OfNumber = '~';

    public static string Merge(MergeId id) => MergesFrom + id;

    public static string Lookup(string hash) => LookupsFrom + hash;

    /// <summary>Of an event in the partition of a member to whom another number may have been merged.</summary>
    public static string Event(EventId id, MemberId number, MemberId member) =>
        number == member ? EventsFrom + id : $"{EventsFrom}{id}{OfNumber}{number}";

    public static string Refunds(EventId purchase) => RefundsFrom + purchase;

    public static string Reward(RewardCode code) => RewardsFrom + code.Stored;

    public static string Redemption(RedemptionId id) => RedemptionsFrom + id;

    /// <summary>What the refunds of a purchase come to is from this one on.</summary>
    public const string RefundsFrom = "refunds:";

    /// <summary>Of a reward that was withheld, and has no code.</summary>
    public static string Withheld(RewardKey key, long number) => string.Create(CultureInfo.InvariantCulture, $"{WithheldFrom}{key}:{number}");

    /// <summary>Of a reward that staff gave, by the id that they gave to it.</summary>
    public static string Gift(EventId id) => GiftsFrom + id;

    public static string Letter(MessageId id) => LettersFrom + id;

    public static string Message(MessageId id) => MessagesFrom + id;

    public static string Feedback(MessageId message) => FeedbacksFrom + message;
}
