using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>event:ID</c> of the ledger: the whole event, the date it was given at receipt, the hash that tells a double
/// from another event under the same id, and the version in force on its date. Inserted, never edited.</summary>
internal static class EventRow
{
    /// <param name="member">In whose partition; the event may name another number of theirs.</param>
    public static Write Write(
        MemberId member, PurchaseEvent purchaseEvent, byte[] json, byte[] hash, LocalDate date, int version, Instant now)
    {
        var fields = new Fields
        {
            { "date", LocalDatePattern.Iso.Format(date) },
            { "hash", hash },
            { "version", version },
            { "receivedAt", InstantPattern.ExtendedIso.Format(now) },
        };
        fields.AddChunks("event", json);
        return new Write.Insert(MemberKeys.Event(purchaseEvent.Id, purchaseEvent.Member, member), fields);
    }

    public static byte[] Hash(Row row) => row.Fields.Bytes("hash") ?? [];

    public static LocalDate Date(Row row) => LocalDatePattern.Iso.Parse(row.Fields.Text("date")!).Value;

    public static PurchaseEvent Event(Row row, string currency) =>
        EventJson.Parse(row.Fields.ReadChunks("event"), currency) is Parsed<PurchaseEvent>.Good { Value: var read }
            ? read
            : throw new FormatException("An event in the ledger can no longer be read.");
}
