using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Loyalty.Functions.Options;
using Microsoft.Extensions.Options;

namespace Loyalty.Functions.Members;

/// <summary>HMAC-SHA256 of what must not be readable in a table. A phone number has few enough digits to try them all, so a hash
/// without a key would hide nothing.</summary>
public sealed class KeyedHashes(IOptions<LookupOptions> options)
{
    private readonly ImmutableArray<byte[]> keys = [.. options.Value.Keys.Select(key => Convert.FromBase64String(key.Secret))];

    /// <summary>The hash to write under.</summary>
    internal string Newest(string kind, string value) => Hash(keys[0], kind, value);

    /// <summary>The hashes under which it may be written, the newest first.</summary>
    internal IEnumerable<string> All(string kind, string value) => keys.Select(key => Hash(key, kind, value));

    private static string Hash(byte[] key, string kind, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}\n{value}")));
}
