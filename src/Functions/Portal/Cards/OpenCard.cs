using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Portal.Pages.Cards;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>Takes the code that was sent, and shows what can be changed, for fifteen minutes.</summary>
public sealed class OpenCard(CardGate gate, CardDesk desk, CardReader reader, SealedLinks links)
{
    [Function(nameof(OpenCard))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "card/{token}/open")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        gate.EnterWithFormAsync(
            request,
            token,
            async (visit, form) => await desk.OpenAsync(visit.Target.Member, form["code"], cancellationToken) switch
            {
                CardChange.Done done => CardPages.Changes(
                    CardGate.After(visit, done, request),
                    reader.Format(visit),
                    token,
                    links.Session(done.Member.Id, done.Letter, visit.Now),
                    isSaved: false),
                CardChange.WrongCode { Left: var left } => CardPages.Code(
                    visit, token, isWaiting: left > 0, visit.Texts.Card.WrongCode(left), status: StatusCodes.Status403Forbidden),
                _ => CardPages.Over(visit, token, visit.Texts.Card.CodeOver),
            },
            cancellationToken);
}
