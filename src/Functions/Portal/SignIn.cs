using System.Globalization;
using Loyalty.Functions.Portal.Console;
using Loyalty.Functions.Portal.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>Takes a staff key for a session of the console.</summary>
public sealed class SignIn(KeyRing keys, ConsoleSessions sessions, RateLimits limits)
{
    [Function(nameof(SignIn))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/sign-in")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await PostedForm.ReadAsync(request, cancellationToken) is not { } form)
        {
            return ConsolePages.SignIn(StatusCodes.Status400BadRequest, "That could not be read. Please try again.");
        }

        if (keys.Find(form["key"].Trim()) is not { } key)
        {
            if (limits.Refuses(Caller.Stranger(request)) is { } seconds)
            {
                request.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                return ConsolePages.SignIn(StatusCodes.Status429TooManyRequests, "That was tried too often. Please wait a little.");
            }

            return ConsolePages.SignIn(StatusCodes.Status403Forbidden, "That is not a key that is known here.");
        }

        if (key.Scope != Scope.Staff)
        {
            return ConsolePages.SignIn(StatusCodes.Status403Forbidden, "That key is for tills; the console needs one for staff.");
        }

        request.HttpContext.Response.Cookies.Append(
            ConsoleSessions.CookieName, sessions.Begin(key), ConsoleSessions.CookieOptions(request));
        return ConsolePages.ToConsole(request.HttpContext);
    }
}
