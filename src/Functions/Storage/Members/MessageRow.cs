using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>message:ID</c>.</summary>
public static class MessageRow
{
    public static Write Write(StoredMessage message) => new Write.Put(MemberKeys.Message(message.Id), new Fields
    {
        { "kind", message.Occasion.Kind.ToString() },
        { "occasion", message.Occasion.Id },
        { "status", message.Status.ToString() },
        { "decidedAt", InstantPattern.ExtendedIso.Format(message.DecidedAt) },
        { "sentAt", message.SentAt is { } at ? InstantPattern.ExtendedIso.Format(at) : null },
        { "to", message.To },
        { "subject", message.Subject },
        { "reward", message.Reward?.Stored },
        { "why", message.Why },
        { "version", message.Version },
        { "report", message.Report },
    });

    public static StoredMessage Read(Row row) => new(
        MessageId.Parse(row.Key[MemberKeys.MessagesFrom.Length..]),
        new(Enum.Parse<MessageKind>(row.Fields.Text("kind")!), row.Fields.Text("occasion")!),
        Enum.Parse<MessageStatus>(row.Fields.Text("status")!),
        At(row, "decidedAt")!.Value,
        At(row, "sentAt"),
        row.Fields.Text("to"),
        row.Fields.Text("subject"),
        RewardCode.TryParse(row.Fields.Text("reward")),
        row.Fields.Text("why"),
        (int)(row.Fields.Number("version") ?? 0),
        row.Fields.Text("report"));

    private static Instant? At(Row row, string name) =>
        row.Fields.Text(name) is { } at ? InstantPattern.ExtendedIso.Parse(at).Value : null;
}
