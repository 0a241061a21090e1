using System.Globalization;
using Loyalty.Functions.Portal.Limits;
using Loyalty.Functions.Portal.Pages;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace Loyalty.Functions.Portal.Links;

/// <summary>Lets a customer in with a link of the purpose that it takes. The link is the authority: there are no cookies, so that
/// nobody else's page can use it. Whatever is wrong with one, the answer is the same.</summary>
public sealed class LinkGate(
    SealedLinks links, MemberReader members, PublishedProgram program, RateLimits limits, IClock clock)
{
    internal async Task<IResult> EnterAsync(
        HttpRequest request,
        LinkPurpose purpose,
        string token,
        Func<LinkVisit, Task<IResult>> act,
        CancellationToken cancellationToken)
    {
        var browser = request.Headers[HeaderNames.AcceptLanguage].ToString();
        var shop = "";
        try
        {
            shop = (await program.VersionsAsync(cancellationToken)).Newest.Name;
            var now = clock.GetCurrentInstant();
            if (links.Open(purpose, token, now) is not { } target)
            {
                return limits.Refuses(Caller.Stranger(request)) is { } later
                    ? NotNow(StatusCodes.Status429TooManyRequests, later)
                    : NoGood(PageTexts.For(null, browser), shop);
            }

            if (limits.Refuses(Caller.Link(token)) is { } seconds)
            {
                return NotNow(StatusCodes.Status429TooManyRequests, seconds);
            }

            var member = await members.FindAsync(target.Member.ToString(), cancellationToken);
            return await act(new(target, member, shop, PageTexts.For(member?.Profile.Locale, browser), now));
        }
        catch (StoreUnavailableException)
        {
            return NotNow(StatusCodes.Status503ServiceUnavailable, 5);
        }

        CustomerPage NotNow(int status, int seconds)
        {
            request.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            var texts = PageTexts.For(null, browser);
            return new(status, texts, shop, texts.NotNowTitle, Html.Of($"<p>{texts.NotNow}</p>"));
        }
    }

    internal static CustomerPage NoGood(PageTexts texts, string shop) =>
        new(StatusCodes.Status404NotFound, texts, shop, texts.NoGoodTitle, Html.Of($"<p>{texts.NoGood}</p>"));
}
