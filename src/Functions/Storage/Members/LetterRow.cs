using Loyalty.Domain.Members;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>letter:ID</c>: that a letter with a one-time code was sent, when and where to. The row <c>card</c> knows the last
/// few alone, and whoever is erased must be forgotten in all of them.</summary>
internal static class LetterRow
{
    public static Write Write(OneTimeCode code) => new Write.Put(MemberKeys.Letter(code.Letter), new Fields
    {
        { "to", code.Address },
        { "sentAt", InstantPattern.ExtendedIso.Format(code.SentAt) },
        { "isNewAddress", code.IsNewAddress },
    });
}
