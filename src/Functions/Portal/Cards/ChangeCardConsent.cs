using Loyalty.Functions.Portal.Pages.Cards;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>Takes a member's own yes or no to messages, by their card, with the words that they were shown.</summary>
public sealed class ChangeCardConsent(CardGate gate, CardDesk desk, CardReader reader)
{
    [Function(nameof(ChangeCardConsent))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "card/{token}/consent")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        gate.EnterSessionAsync(
            request,
            token,
            async (visit, form, letter) =>
            {
                var texts = visit.Texts.Card;
                if (form["granted"] is not ("yes" or "no"))
                {
                    return CardPages.Unreadable(visit, token);
                }

                var granted = form["granted"] == "yes";
                var wording = granted ? texts.ConsentWording(visit.Shop) : texts.WithdrawalWording(visit.Shop);
                return await desk.ChangeConsentAsync(visit.Target.Member, letter, granted, wording, cancellationToken)
                    is CardChange.Done done
                        ? CardPages.Changes(
                            CardGate.After(visit, done, request), reader.Format(visit), token, form["session"], isSaved: true)
                        : CardPages.Over(visit, token, texts.SessionOver);
            },
            cancellationToken);
}
