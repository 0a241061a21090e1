using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Loyalty.Domain.Values;

/// <summary>Takes a share of whatever has a name: by its hash, so that it is the same one each time.</summary>
internal static class HashShare
{
    private const ulong Parts = 10_000;

    /// <summary>The first 8 bytes of the SHA-256 of a name, big-endian.</summary>
    public static ulong Number(string name) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    public static bool Contains(ulong number, int percent) => number % Parts < (ulong)percent * (Parts / 100);
}
