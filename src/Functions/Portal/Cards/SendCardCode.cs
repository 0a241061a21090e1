using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Portal.Pages.Cards;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>Sends a code to the member's address, and asks for it on a page that can be loaded again: whoever looks for the code in
/// another program comes back to a browser that has forgotten what it showed.</summary>
public sealed class SendCardCode(CardGate gate, CardDesk desk)
{
    [Function(nameof(SendCardCode))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "card/{token}/code")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(
            request,
            token,
            async visit => HttpMethods.IsGet(request.Method)
                ? CardPages.Code(visit, token, await IsWaitingAsync(visit, cancellationToken))
                : await SendAsync(request, visit, token, cancellationToken),
            cancellationToken);

    private async Task<IResult> SendAsync(HttpRequest request, LinkVisit visit, string token, CancellationToken cancellationToken)
    {
        var headers = request.HttpContext.Response.Headers;
        switch (await desk.AskAsync(visit.Target.Member, cancellationToken))
        {
            case CodeSent.Sent:
                headers.CacheControl = "no-store";
                headers.Location = "code";
                return Results.StatusCode(StatusCodes.Status303SeeOther);
            case CodeSent.TooMany { Again: var again } tooMany:
                headers.RetryAfter = $"{(long)Math.Ceiling((again - visit.Now).TotalSeconds)}";
                return CardPages.NotSent(visit, token, tooMany, await IsWaitingAsync(visit, cancellationToken));
            case var sent:
                return CardPages.NotSent(visit, token, sent, isWaiting: false);
        }
    }

    private Task<bool> IsWaitingAsync(LinkVisit visit, CancellationToken cancellationToken) =>
        desk.IsCodeWaitingAsync(visit.Member!, visit.Now, cancellationToken);
}
