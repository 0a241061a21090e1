using System.Security.Cryptography;
using System.Text;
using Loyalty.Domain.Members;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>audit:AT:ID</c>. The id is a hash of all that it says, so that an attempt made again writes the same row.</summary>
internal static class AuditRow
{
    private const int IdBytes = 16;

    public static Write Write(AuditFact fact)
    {
        var at = StoredTimes.Sorted.Format(fact.At);
        var said = $"{fact.Act}\n{at}\n{fact.ByCustomer}\n{fact.By}\n{fact.About}";
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(said)).AsSpan(0, IdBytes);
        return new Write.Put($"{MemberKeys.AuditsFrom}{at}:{Convert.ToHexStringLower(id)}", new Fields
        {
            { "at", InstantPattern.ExtendedIso.Format(fact.At) },
            { "act", fact.Act.ToString() },
            { "by", fact.By },
            { "byCustomer", fact.ByCustomer },
            { "about", fact.About },
        });
    }

    /// <summary>That the customer has changed these fields of their profile; nothing where they are as before.</summary>
    public static IEnumerable<Write> WriteChange(Profile before, Profile after, Instant now)
    {
        (string Name, bool IsOther)[] fields =
        [
            ("name", before.Name != after.Name),
            ("email", before.Email != after.Email),
            ("phone", before.Phone != after.Phone),
            ("birthday", before.Birthday != after.Birthday),
            ("locale", before.Locale != after.Locale),
        ];
        var changed = string.Join(' ', fields.Where(field => field.IsOther).Select(field => field.Name));
        return changed.Length == 0 ? [] : [Write(AuditFact.OfCustomer(now, AuditAct.ProfileChanged, changed))];
    }

    public static AuditFact Read(Row row) => new(
        InstantPattern.ExtendedIso.Parse(row.Fields.Text("at")!).Value,
        Enum.Parse<AuditAct>(row.Fields.Text("act")!),
        row.Fields.Text("by")!,
        row.Fields.Flag("byCustomer")!.Value,
        row.Fields.Text("about"));
}
