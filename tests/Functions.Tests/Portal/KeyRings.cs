using System.Security.Cryptography;
using System.Text;
using Loyalty.Functions.Options;
using Loyalty.Functions.Portal;
using Loyalty.Functions.Portal.Console;
using MsOptions = Microsoft.Extensions.Options.Options;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>Keys as they are configured, each named as it reads.</summary>
internal static class KeyRings
{
    public static KeyRing Of(params (string Key, string Scope)[] keys) => Of(Sessions(TimeProvider.System), keys);

    public static KeyRing Of(ConsoleSessions sessions, params (string Key, string Scope)[] keys) => new(
        MsOptions.Create(new AccessOptions
        {
            Keys =
            [
                .. keys.Select(one => new ApiKeyOptions
                {
                    Name = one.Key,
                    Scope = one.Scope,
                    Sha256 = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(one.Key))),
                }),
            ],
        }),
        sessions);

    /// <summary>Sealed by the first secret, and opened by all of them.</summary>
    public static ConsoleSessions Sessions(TimeProvider time, params byte[] secrets) => new(
        MsOptions.Create(new LinkOptions
        {
            Keys = [.. (secrets.Length == 0 ? [1] : secrets).Select(one =>
                new LinkKeyOptions { Id = $"k{one}", Secret = Convert.ToBase64String(Enumerable.Repeat(one, 32).ToArray()) })],
        }),
        time);
}
