using Loyalty.Domain.Values;
using Loyalty.Functions.Portal.Redemptions;
using Loyalty.Wire.Json;
using Loyalty.Wire.Rewards;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>Makes a hold a redemption; it may name the purchase. Repeatable.</summary>
public sealed class ConfirmRedemption(Gate gate, RedemptionDesk desk, IClock clock)
{
    [Function(nameof(ConfirmRedemption))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/redemptions/{id}/confirm")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Pos, async () =>
            await Body.ReadAsync(request, RedemptionJson.MaxBytes, cancellationToken) is not { } body
                ? Problems.TooLarge($"A confirmation may have {RedemptionJson.MaxBytes:N0} bytes.")
                : RedemptionJson.ParsePurchase(body) switch
                {
                    Parsed<EventId?>.Bad { Errors: var errors } => Problems.Invalid(errors),
                    Parsed<EventId?>.Good { Value: var purchase } => RedemptionAnswers.Of(
                        RedemptionId.TryParse(id) is { } redemption
                            ? await desk.ConfirmAsync(redemption, purchase, cancellationToken)
                            : new RedemptionResult.NotFound(),
                        "There is no such redemption.",
                        clock.GetCurrentInstant()),
                    _ => throw new InvalidOperationException("A confirmation is good or bad."),
                });
}
