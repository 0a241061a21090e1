using System.Globalization;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Portal.Complaints;

/// <summary>The partitions of the table of complaints and the keys in them: a time and the message that was complained of. A stored
/// name is a contract: add, never rename.</summary>
internal static class ComplaintKeys
{
    public const string Open = "open";
    public const string Answered = "answered";

    private const int MessageLength = 32;

    /// <summary>Those that have waited longest come first.</summary>
    public static string OfOpen(MessageId message, Instant openedAt) => $"{StoredTimes.Sorted.Format(openedAt)}:{message}";

    /// <summary>Those that were answered last come first.</summary>
    public static string OfAnswered(MessageId message, Instant answeredAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - answeredAt.ToUnixTimeTicks():D19}:{message}");

    public static MessageId MessageOf(string key) => MessageId.Parse(key[^MessageLength..]);

    /// <summary>Whether a key could be one of these, and so is good for asking what comes after it.</summary>
    public static bool IsKey(string text) =>
        text.Length is > MessageLength and < 100 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is ':' or '-' or '.');

    /// <summary>What a row of a partition is about; null where it is about nothing, or no longer.</summary>
    public static FeedbackEntry? Find(string partition, string key, Feedback feedback) => partition == Open
        ? feedback.IsOpen && OfOpen(feedback.Message, feedback.Last.OpenedAt!.Value) == key ? feedback.Last : null
        : feedback.Entries.LastOrDefault(entry => entry.Answer is { At: var at } && OfAnswered(feedback.Message, at) == key);
}
