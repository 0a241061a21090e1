using Loyalty.Functions.Portal.Pages.Cards;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>Makes another address the member's by the code that was sent to it.</summary>
public sealed class ConfirmCardAddress(CardGate gate, CardDesk desk, CardReader reader)
{
    [Function(nameof(ConfirmCardAddress))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "card/{token}/address")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        gate.EnterSessionAsync(
            request,
            token,
            async (visit, form, letter) =>
                await desk.ConfirmAddressAsync(visit.Target.Member, letter, form["code"], cancellationToken) switch
                {
                    CardChange.Done done => CardPages.Changes(
                        CardGate.After(visit, done, request), reader.Format(visit), token, form["session"], isSaved: true),
                    CardChange.WrongCode { Left: > 0 and var left } =>
                        CardPages.NewAddress(visit, token, form["session"], visit.Texts.Card.WrongCode(left)),
                    CardChange.WrongCode or CardChange.CodeOver => CardPages.Over(visit, token, visit.Texts.Card.CodeOver),
                    _ => CardPages.Over(visit, token, visit.Texts.Card.SessionOver),
                },
            cancellationToken);
}
