using Loyalty.Functions.Erasing;
using Loyalty.Functions.Members;
using Loyalty.Functions.Portal.Pages.Cards;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>Erases a member by their card, once they have been asked whether they mean it. Where it is cut off the timer goes on:
/// the card no longer leads here.</summary>
public sealed class EraseCard(CardGate gate, CardDesk desk, MemberErasure erasure)
{
    [Function(nameof(EraseCard))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "card/{token}/erase")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        gate.EnterSessionAsync(
            request,
            token,
            async (visit, form, letter) =>
            {
                var member = visit.Target.Member;
                if (!await desk.IsOpenAsync(member, letter, cancellationToken))
                {
                    return CardPages.Over(visit, token, visit.Texts.Card.SessionOver);
                }

                if (form["confirmed"] != "yes")
                {
                    return CardPages.Erase(visit, token, form["session"]);
                }

                await erasure.EraseAsync(member, ErasedMark.Customer, cancellationToken);
                return CardPages.Erased(visit);
            },
            cancellationToken);
}
