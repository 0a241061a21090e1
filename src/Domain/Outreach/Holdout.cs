using System.Globalization;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>Who gets no messages of a kind for half a year, so that the others can be compared with them.</summary>
internal static class Holdout
{
    public static bool Holds(MessageKind kind, MemberId member, LocalDate today, int percent)
    {
        if (percent == 0)
        {
            return false;
        }

        var half = string.Create(CultureInfo.InvariantCulture, $"{today.Year:0000}-H{(today.Month <= 6 ? 1 : 2)}");
        return HashShare.Contains(HashShare.Number($"{kind.Name()}\n{half}\n{member}"), percent);
    }
}
