using System.Security.Cryptography;
using System.Text;

namespace Loyalty.Functions.Portal.Limits;

/// <summary>Whose calls are counted together. A key and a link are known by their hash, and not by an address: behind one there may be a
/// whole shop.</summary>
internal readonly record struct Caller(CallerKind Kind, string Hash)
{
    public static Caller Key(Scope scope, ReadOnlySpan<byte> hash) =>
        new(scope == Scope.Staff ? CallerKind.Staff : CallerKind.Pos, Convert.ToHexString(hash));

    public static Caller Link(string token) =>
        new(CallerKind.Link, Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token))));
}
