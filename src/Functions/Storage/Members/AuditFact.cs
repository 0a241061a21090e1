using Loyalty.Domain.Outreach;
using NodaTime;

namespace Loyalty.Functions.Storage.Members;

/// <summary>That somebody did something to a member: who, what and when, and never what was there before or after.</summary>
/// <param name="By">The name of the key, or <see cref="ConsentFact.Customer"/>.</param>
/// <param name="About">What of it: a gift's id, the names of fields; null where the act says all.</param>
internal sealed record AuditFact(Instant At, AuditAct Act, string By, bool ByCustomer, string? About = null)
{
    public static AuditFact OfKey(Instant at, AuditAct act, string key, string? about = null) => new(at, act, key, ByCustomer: false, about);

    public static AuditFact OfCustomer(Instant at, AuditAct act, string? about = null) =>
        new(at, act, ConsentFact.Customer, ByCustomer: true, about);

    public static AuditFact Of(ConsentFact fact, Instant at) =>
        new(at, AuditAct.ConsentRecorded, fact.RecordedBy, fact.ByCustomer, fact.Granted ? "granted" : "withdrawn");
}
