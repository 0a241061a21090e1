using Loyalty.Domain.Rewards;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>withheld:KEY:N</c>: a reward that was earned and not issued, and why.</summary>
internal static class WithheldRow
{
    public static Write Write(WithheldReward withheld) => new Write.Put(MemberKeys.Withheld(withheld.Key, withheld.Number), new Fields
    {
        { "key", withheld.Key.ToString() },
        { "earnedOn", LocalDatePattern.Iso.Format(withheld.EarnedOn) },
        { "reward", withheld.TermsId },
        { "version", withheld.Version },
        { "at", InstantPattern.ExtendedIso.Format(withheld.At) },
        { "why", withheld.Why.ToString() },
    });
}
