using Loyalty.Domain.Outreach;

namespace Loyalty.Functions.Storage.Members;

/// <summary>What consent facts had come to at a moment. A name here is a stored name.</summary>
internal sealed record StoredConsent(StoredOutreach.StoredWord? ByCustomer, StoredOutreach.StoredWord? ByOthers)
{
    public static StoredConsent? Of(Consent consent) => consent == Consent.None
        ? null
        : new(StoredOutreach.Word(consent.ByCustomer), StoredOutreach.Word(consent.ByOthers));

    public static Consent ToConsent(StoredConsent? stored) => new(stored?.ByCustomer?.ToWord(), stored?.ByOthers?.ToWord());
}
