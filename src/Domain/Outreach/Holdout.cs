using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>Who gets no messages of a kind for half a year, so that the others can be compared with them.</summary>
internal static class Holdout
{
    private const ulong Parts = 10_000;

    public static bool Holds(MessageKind kind, MemberId member, LocalDate today, int percent)
    {
        if (percent == 0)
        {
            return false;
        }

        var half = string.Create(CultureInfo.InvariantCulture, $"{today.Year:0000}-H{(today.Month <= 6 ? 1 : 2)}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind.Name()}\n{half}\n{member}"));
        return BinaryPrimitives.ReadUInt64BigEndian(hash) % Parts < (ulong)percent * (Parts / 100);
    }
}
