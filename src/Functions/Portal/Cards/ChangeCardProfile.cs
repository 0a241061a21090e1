using Loyalty.Functions.Portal.Pages.Cards;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>Changes what a member told of themselves, by their card.</summary>
public sealed class ChangeCardProfile(CardGate gate, CardDesk desk, CardReader reader)
{
    [Function(nameof(ChangeCardProfile))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "card/{token}/profile")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        gate.EnterSessionAsync(
            request,
            token,
            async (visit, form, letter) =>
            {
                var profile = ProfileForm.Of(form);
                switch (await desk.ChangeProfileAsync(visit.Target.Member, letter, profile, cancellationToken))
                {
                    case CardChange.Done { NewAddress: CodeSent.Sent } done:
                        return CardPages.NewAddress(CardGate.After(visit, done, request), token, form["session"]);
                    case CardChange.Done done:
                        var after = CardGate.After(visit, done, request);
                        return CardPages.Changes(
                            after, reader.Format(after), token, form["session"], isSaved: true, newAddress: done.NewAddress);
                    case CardChange.Invalid { Fields: var wrong }:
                        return CardPages.Changes(
                            visit, reader.Format(visit), token, form["session"], isSaved: false, profile, wrong);
                    default:
                        return CardPages.Over(visit, token, visit.Texts.Card.SessionOver);
                }
            },
            cancellationToken);
}
