using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal;

/// <summary>Whether the service works. Without a staff key only that is told, not what is wrong.</summary>
public sealed class Health(Gate gate, HealthProbe probe)
{
    [Function(nameof(Health))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var wrong = await probe.LookAsync(cancellationToken);
        if (wrong is null)
        {
            return Results.Json(new { status = "ok" });
        }

        var detail = gate.ScopeOf(request) == Scope.Staff ? wrong : "The store cannot be read and written.";
        return Problems.Problem(StatusCodes.Status503ServiceUnavailable, detail);
    }
}
