using System.Security.Cryptography;
using System.Text;
using Loyalty.Domain.Outreach;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>consent:AT:ID</c>: a fact about consent. The id is a hash of all that the fact says, so that the same one is one
/// row however often it is told, and no row is ever changed.</summary>
internal static class ConsentRow
{
    private const int IdBytes = 16;

    public static string Key(ConsentFact fact)
    {
        var said = $"{ConsentFact.Channel}\n{fact.Granted}\n{StoredTimes.Sorted.Format(fact.At)}\n{fact.ByCustomer}\n{fact.RecordedBy}\n{fact.Wording}";
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(said)).AsSpan(0, IdBytes);
        return $"{MemberKeys.ConsentsFrom}{StoredTimes.Sorted.Format(fact.At)}:{Convert.ToHexStringLower(id)}";
    }

    public static Write Write(ConsentFact fact, Instant now) => new Write.Put(Key(fact), new Fields
    {
        { "channel", ConsentFact.Channel },
        { "granted", fact.Granted },
        { "at", InstantPattern.ExtendedIso.Format(fact.At) },
        { "wording", fact.Wording },
        { "recordedBy", fact.RecordedBy },
        { "byCustomer", fact.ByCustomer },
        { "recordedAt", InstantPattern.ExtendedIso.Format(now) },
    });

    public static ConsentFact Read(Row row) => new(
        row.Fields.Flag("granted")!.Value,
        InstantPattern.ExtendedIso.Parse(row.Fields.Text("at")!).Value,
        row.Fields.Text("wording")!,
        row.Fields.Text("recordedBy")!,
        row.Fields.Flag("byCustomer")!.Value);
}
