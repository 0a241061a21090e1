using Loyalty.Domain.Outreach;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Portal.Pages;
using Loyalty.Functions.Portal.Pages.Cards;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>Lets a customer in with the link of their card, and farther with a session. Both stand in the request itself, and a browser
/// adds neither by itself: nobody else's page can send a form that counts.</summary>
public sealed class CardGate(LinkGate gate, SealedLinks links)
{
    internal Task<IResult> EnterAsync(
        HttpRequest request, string token, Func<LinkVisit, Task<IResult>> act, CancellationToken cancellationToken) =>
        gate.EnterAsync(
            request,
            LinkPurpose.Card,
            token,
            visit => visit.Member is null ? Task.FromResult<IResult>(visit.NoGood()) : act(visit),
            cancellationToken);

    internal Task<IResult> EnterWithFormAsync(
        HttpRequest request, string token, Func<LinkVisit, PostedForm, Task<IResult>> act, CancellationToken cancellationToken) =>
        EnterAsync(
            request,
            token,
            async visit => await PostedForm.ReadAsync(request, cancellationToken) is { } form
                ? await act(visit, form)
                : CardPages.Unreadable(visit, token),
            cancellationToken);

    /// <param name="act">Is given the letter whose code opened the session.</param>
    internal Task<IResult> EnterSessionAsync(
        HttpRequest request, string token, Func<LinkVisit, PostedForm, MessageId, Task<IResult>> act, CancellationToken cancellationToken) =>
        EnterWithFormAsync(
            request,
            token,
            (visit, form) =>
                links.Open(LinkPurpose.Session, form["session"], visit.Now) is { } session && session.Member == visit.Target.Member
                    ? act(visit, form, session.Message)
                    : Task.FromResult<IResult>(CardPages.Over(visit, token, visit.Texts.Card.SessionOver)),
            cancellationToken);

    /// <summary>The visit after something was changed, which may be the language.</summary>
    internal static LinkVisit After(LinkVisit visit, CardChange.Done done, HttpRequest request) => visit with
    {
        Member = done.Member,
        Texts = PageTexts.For(done.Member.Profile.Locale, request.Headers[HeaderNames.AcceptLanguage].ToString()),
    };
}
