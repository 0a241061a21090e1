using Loyalty.Domain.Outreach;

namespace Loyalty.Domain.Merging;

/// <summary>What the consents of two numbers of one person come to: they may be written to where both said so. A withdrawal stays
/// one, and the customer's own stays the customer's.</summary>
public static class StrictestConsent
{
    public static Consent Of(Consent one, Consent other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        Func<ConsentWord?, bool> counts = one.IsGranted && other.IsGranted ? word => word is not null : word => word is { Granted: false };
        var words = new[] { (one.ByCustomer, true), (other.ByCustomer, true), (one.ByOthers, false), (other.ByOthers, false) };
        return words
            .Where(word => counts(word.Item1))
            .Aggregate(Consent.None, (consent, word) => consent.With(word.Item1!, word.Item2));
    }

    /// <summary>The kept member's once the merge is undone: as before, with what was said since.</summary>
    public static Consent Without(Consent now, MergedNumber merged)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(merged);
        return Since(now, merged.ConsentAfter).Aggregate(
            merged.ConsentBefore, (consent, said) => consent.With(said.Word, said.ByCustomer));
    }

    /// <summary>The number's own once the merge is undone: as before, but for what was withdrawn since.</summary>
    public static Consent Returned(Consent old, Consent keptNow, MergedNumber merged)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(keptNow);
        ArgumentNullException.ThrowIfNull(merged);
        return Since(keptNow, merged.ConsentBefore).Where(said => !said.Word.Granted).Aggregate(
            old, (consent, said) => consent.With(said.Word, said.ByCustomer));
    }

    private static IEnumerable<(ConsentWord Word, bool ByCustomer)> Since(Consent now, Consent then)
    {
        if (now.ByCustomer is { } own && own != then.ByCustomer)
        {
            yield return (own, true);
        }

        if (now.ByOthers is { } other && other != then.ByOthers)
        {
            yield return (other, false);
        }
    }
}
