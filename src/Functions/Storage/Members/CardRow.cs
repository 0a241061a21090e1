using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>The row <c>card</c>: codes that were sent to change things by the member's card, and the session that one has opened. It
/// has addresses, and goes when the member is erased.</summary>
internal static class CardRow
{
    private const char Between = ' ';

    public static Write Write(CardAccess access) => new Write.Put(MemberKeys.Card, new Fields
    {
        { "sent", string.Join(Between, access.Sent.Select(InstantPattern.ExtendedIso.Format)) },
        { "letter", access.Code?.Letter.ToString() },
        { "address", access.Code?.Address },
        { "hash", access.Code?.Hash },
        { "sentAt", access.Code is { } code ? InstantPattern.ExtendedIso.Format(code.SentAt) : null },
        { "tries", access.Code?.Tries },
        { "isNewAddress", access.Code?.IsNewAddress },
        { "sessionLetter", access.Session?.Letter.ToString() },
        { "sessionAddress", access.Session?.Address },
    });

    /// <param name="row">Null where no code was ever sent.</param>
    public static CardAccess Read(Row? row) => row is null
        ? CardAccess.None
        : new()
        {
            Sent = [.. row.Fields.Text("sent")!.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(At)],
            Code = row.Fields.Text("letter") is { } letter
                ? new(
                    MessageId.Parse(letter),
                    row.Fields.Text("address")!,
                    row.Fields.Text("hash")!,
                    At(row.Fields.Text("sentAt")!),
                    (int)row.Fields.Number("tries")!.Value,
                    row.Fields.Flag("isNewAddress")!.Value)
                : null,
            Session = row.Fields.Text("sessionLetter") is { } opened
                ? new(MessageId.Parse(opened), row.Fields.Text("sessionAddress")!)
                : null,
        };

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
