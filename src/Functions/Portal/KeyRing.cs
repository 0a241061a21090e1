using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Loyalty.Functions.Options;
using Loyalty.Functions.Portal.Console;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Functions.Portal;

/// <summary>The keys that are configured, and which of them a call carries: itself, or as the session that the console keeps in a
/// cookie.</summary>
public sealed class KeyRing(IOptions<AccessOptions> options, ConsoleSessions sessions)
{
    private const string Bearer = "Bearer ";

    private readonly ImmutableArray<AccessKey> keys =
        [.. options.Value.Keys.Select(key =>
            new AccessKey(key.Name, Enum.Parse<Scope>(key.Scope, ignoreCase: true), Convert.FromHexString(key.Sha256)))];

    /// <summary>The key of a call, or null. A browser adds the cookie by itself, whoever's page made it call; the header that must come
    /// with it, no other site's page can add. Pages of the console, which change nothing, are gone to without it.</summary>
    internal AccessKey? Of(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? Find(header[Bearer.Length..].Trim())
            : request.Headers.ContainsKey(ConsoleSessions.HeaderName) || IsPage(request) ? OfSession(request)
            : null;
    }

    /// <summary>The key with which the console was signed in to, or null.</summary>
    internal AccessKey? OfSession(HttpRequest request) =>
        sessions.Open(request.Cookies[ConsoleSessions.CookieName] ?? "", keys.Where(key => key.Scope == Scope.Staff));

    /// <summary>The key of that text, or null. Every key is compared in full, so that the time it takes tells nothing.</summary>
    internal AccessKey? Find(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        AccessKey? found = null;
        foreach (var key in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(key.Hash, hash))
            {
                found = found is { } other && other.Scope > key.Scope ? other : key;
            }
        }

        return found;
    }

    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Path.StartsWithSegments("/console");
}
