using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Loyalty.Functions.Options;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Loyalty.Functions.Portal.Console;

/// <summary>
/// Sessions of the console, kept in a cookie alone: base64url of the end (8 bytes, seconds) and HMAC-SHA256 over "console", the end and the
/// staff key's hash, with a secret of the links. So a session ends with its time, and with the key, or the secret, that it was made with.
/// It lasts for a working day by real time, whatever clock the program goes by.
/// </summary>
public sealed class ConsoleSessions(IOptions<LinkOptions> options, TimeProvider time)
{
    /// <summary>What pages of the console add to each call.</summary>
    public const string HeaderName = "Loyalty-Console";

    internal const string CookieName = "loyalty-console";

    private const int EndSize = sizeof(long);

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    private readonly ImmutableArray<byte[]> secrets = [.. options.Value.Keys.Select(key => Convert.FromBase64String(key.Secret))];

    internal string Begin(AccessKey key)
    {
        var end = time.GetUtcNow().Add(Lasts).ToUnixTimeSeconds();
        return Base64Url.EncodeToString(Token(secrets[0], key, end));
    }

    /// <summary>Which of the keys the session was begun with; null where it is over, altered or of none of them.</summary>
    internal AccessKey? Open(string token, IEnumerable<AccessKey> keys)
    {
        if (!Base64Url.IsValid(token, out var length) || length != EndSize + HMACSHA256.HashSizeInBytes)
        {
            return null;
        }

        var given = Base64Url.DecodeFromChars(token);
        var end = BinaryPrimitives.ReadInt64BigEndian(given);
        return end < time.GetUtcNow().ToUnixTimeSeconds()
            ? null
            : keys.FirstOrDefault(key => secrets.Any(secret => CryptographicOperations.FixedTimeEquals(Token(secret, key, end), given)));
    }

    /// <summary>No script reads it, and no other site's page makes a browser send it.</summary>
    internal static CookieOptions CookieOptions(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        // Before a worker on Azure stands what ends TLS.
        Secure = request.IsHttps || request.Headers["X-Forwarded-Proto"] == "https",
        Path = "/",
        IsEssential = true,
    };

    private static byte[] Token(byte[] secret, AccessKey key, long end)
    {
        var token = new byte[EndSize + HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(token, end);
        HMACSHA256.HashData(secret, [.. "console"u8, .. token.AsSpan(0, EndSize), .. key.Hash], token.AsSpan(EndSize));
        return token;
    }
}
