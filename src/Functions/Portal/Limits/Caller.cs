using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal.Limits;

/// <summary>Whose calls are counted together. A key and a link are known by their hash, and not by an address: behind one there may be a
/// whole shop. Only who comes with neither is known by it.</summary>
internal readonly record struct Caller(CallerKind Kind, string Id)
{
    public static Caller Key(Scope scope, ReadOnlySpan<byte> hash) =>
        new(scope == Scope.Staff ? CallerKind.Staff : CallerKind.Pos, Convert.ToHexString(hash));

    public static Caller Link(string token) =>
        new(CallerKind.Link, Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token))));

    public static Caller Stranger(HttpRequest request) => new(CallerKind.Stranger, RemoteAddress.Of(request));
}
