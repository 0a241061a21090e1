using Azure.Messaging.ServiceBus;
using Loyalty.Functions.Portal.Limits;
using Loyalty.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Loyalty.Functions.Portal;

/// <summary>Lets a call in with a key of the scope that it needs, as often as one key may call, and answers for a store or queue that does
/// not, and for what breaks.</summary>
public sealed class Gate(KeyRing keys, RateLimits limits, ILogger<Gate> logger)
{
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
        if (keys.Of(request) is not { } key)
        {
            if (limits.Refuses(Caller.Stranger(request)) is { } later)
            {
                return Problems.TooMany(request, later);
            }

            request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.Unauthorized();
        }

        if (limits.Refuses(Caller.Key(key.Scope, key.Hash)) is { } seconds)
        {
            return Problems.TooMany(request, seconds);
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
        catch (Exception exception) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            // Not its path, which may hold a member's number.
            logger.CallFailed(exception, request.Method, request.HttpContext.GetEndpoint()?.DisplayName ?? "a call");
            return Problems.Problem(StatusCodes.Status500InternalServerError, "Something went wrong here; it is written down.");
        }
    }

    /// <summary>The scope of the key that the request carries, or null.</summary>
    public Scope? ScopeOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return keys.Of(request)?.Scope;
    }
}
