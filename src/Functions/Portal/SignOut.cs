using Loyalty.Functions.Portal.Console;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>Ends a session of the console in the browser that has it.</summary>
public sealed class SignOut
{
    [Function(nameof(SignOut))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "console/sign-out")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.HttpContext.Response.Cookies.Delete(ConsoleSessions.CookieName, ConsoleSessions.CookieOptions(request));
        return Task.FromResult(ConsolePages.ToConsole(request.HttpContext));
    }
}
