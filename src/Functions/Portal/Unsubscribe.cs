using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Members;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Portal.Pages;
using Loyalty.Functions.Storage.Members;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal;

/// <summary>Ends messages to a member, by the link that each of them has (RFC 8058): looking at the page changes nothing, and a
/// mail program may post without ever showing it.</summary>
public sealed class Unsubscribe(LinkGate gate, MemberChanges changes)
{
    [Function(nameof(Unsubscribe))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "unsubscribe/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(
            request,
            LinkPurpose.Unsubscribe,
            token,
            async visit =>
            {
                if (HttpMethods.IsGet(request.Method))
                {
                    return Question(visit);
                }

                await changes.ChangeAsync(visit.Target.Member, (before, now) => Withdraw(before, visit.Target, now), cancellationToken);
                return visit.Page(visit.Texts.UnsubscribedTitle, Html.Of($"<p>{visit.Texts.Unsubscribed}</p>"));
            },
            cancellationToken);

    // Null where there is nobody any more, or they have said so and nothing else since.
    private static MemberChange? Withdraw(Member? before, LinkTarget target, Instant now)
    {
        if (before is null or { Consent.ByCustomer.Granted: false })
        {
            return null;
        }

        var fact = ConsentFact.Withdrawal(before.Consent, $"Unsubscribed by the link in the message {target.Message}", now);
        return new(
            before with { Consent = fact.AddTo(before.Consent) },
            [ConsentRow.Write(fact, now), AuditRow.Write(AuditFact.Of(fact, now))]);
    }

    private static CustomerPage Question(LinkVisit visit) => visit.Page(visit.Texts.UnsubscribeTitle, Html.Of($"""
        <p>{visit.Texts.UnsubscribeAsk}</p>
        <form method="post"><button type="submit">{visit.Texts.UnsubscribeButton}</button></form>
        """));
}
