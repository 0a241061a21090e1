using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Azure.Messaging.ServiceBus;
using Loyalty.Functions.Options;
using Loyalty.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Functions.Portal;

/// <summary>Lets a call in with a key of the scope that it needs, and answers for a store or queue that does not.</summary>
public sealed class Gate(IOptions<AccessOptions> options)
{
    private const string Bearer = "Bearer ";

    private readonly ImmutableArray<(byte[] Hash, Key Key)> keys =
        [.. options.Value.Keys.Select(key =>
            (Convert.FromHexString(key.Sha256), new Key(key.Name, Enum.Parse<Scope>(key.Scope, ignoreCase: true))))];

    public Task<IResult> EnterAsync(HttpRequest request, Scope needed, Func<Task<IResult>> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        return EnterAsync(request, needed, _ => act());
    }

    /// <summary>The same for what is recorded under the name that staff gave to the key.</summary>
    public async Task<IResult> EnterAsync(HttpRequest request, Scope needed, Func<string, Task<IResult>> act)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(act);
        if (KeyOf(request) is not { } key)
        {
            request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.Unauthorized();
        }

        if (key.Scope < needed)
        {
            return Problems.Forbidden(needed);
        }

        try
        {
            return await act(key.Name);
        }
        catch (BadHttpRequestException refused)
        {
            return Problems.Problem(refused.StatusCode, refused.Message);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or ServiceBusException)
        {
            request.HttpContext.Response.Headers.RetryAfter = "5";
            return Problems.Unavailable();
        }
    }

    /// <summary>The scope of the key that the request carries, or null.</summary>
    public Scope? ScopeOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return KeyOf(request)?.Scope;
    }

    // Every key is compared in full, so that the time it takes tells nothing.
    private Key? KeyOf(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(header[Bearer.Length..].Trim()));
        Key? found = null;
        foreach (var (known, key) in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash))
            {
                found = found is { } other && other.Scope > key.Scope ? other : key;
            }
        }

        return found;
    }

    private readonly record struct Key(string Name, Scope Scope);
}
