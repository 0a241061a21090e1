using Loyalty.Domain.Values;
using Loyalty.Functions.Portal.Redemptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>Gives a hold up, which leaves the reward open. Repeatable.</summary>
public sealed class CancelRedemption(Gate gate, RedemptionDesk desk, IClock clock)
{
    [Function(nameof(CancelRedemption))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/redemptions/{id}/cancel")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Pos, async () => RedemptionAnswers.Of(
            RedemptionId.TryParse(id) is { } redemption
                ? await desk.CancelAsync(redemption, cancellationToken)
                : new RedemptionResult.NotFound(),
            "There is no such redemption.",
            clock.GetCurrentInstant()));
}
