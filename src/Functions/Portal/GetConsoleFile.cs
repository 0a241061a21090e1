using Loyalty.Functions.Portal.Console;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>The console's script and style, which are the same for everybody and tell nothing.</summary>
public sealed class GetConsoleFile
{
    [Function(nameof(GetConsoleFile))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/files/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(ConsoleFiles.Find(name)?.Answer(request.HttpContext)
            ?? Problems.Problem(StatusCodes.Status404NotFound, "There is no such file; another build has other names. Load the console again."));
    }
}
