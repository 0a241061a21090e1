using Loyalty.Functions.Portal.Pages.Cards;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>A member's card, by its link.</summary>
public sealed class ShowCard(CardGate gate, CardReader reader)
{
    [Function(nameof(ShowCard))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "card/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(
            request,
            token,
            async visit => CardPage.Of(visit, await reader.ReadAsync(visit, visit.Member!, cancellationToken), token),
            cancellationToken);
}
