using Loyalty.Domain.Rewards;
using Loyalty.Functions.Portal.Redemptions;
using Loyalty.Wire.Json;
using Loyalty.Wire.Rewards;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>Redeems a reward at a till, or holds it: 201, and 200 for the same again.</summary>
public sealed class PostRedemption(Gate gate, RedemptionDesk desk, IClock clock)
{
    [Function(nameof(PostRedemption))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/redemptions")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Pos, async () =>
            await Body.ReadAsync(request, RedemptionJson.MaxBytes, cancellationToken) is not { } body
                ? Problems.TooLarge($"A redemption may have {RedemptionJson.MaxBytes:N0} bytes.")
                : RedemptionJson.Parse(body) switch
                {
                    Parsed<RedemptionRequest>.Bad { Errors: var errors } => Problems.Invalid(errors),
                    Parsed<RedemptionRequest>.Good { Value: var asked } => RedemptionAnswers.Of(
                        await desk.RedeemAsync(asked, cancellationToken),
                        "No reward has this code. Look whether it was typed right.",
                        clock.GetCurrentInstant()),
                    _ => throw new InvalidOperationException("A request is good or bad."),
                });
}
