using Loyalty.Functions.Portal.Console;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>The console for who has signed in, else its door.</summary>
public sealed class ShowConsole(KeyRing keys)
{
    [Function(nameof(ShowConsole))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console")] HttpRequest request,
        CancellationToken cancellationToken) =>
        Task.FromResult<IResult>(keys.OfSession(request) is { } key ? ConsolePages.Room(key.Name) : ConsolePages.SignIn());
}
