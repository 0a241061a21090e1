using Loyalty.Domain.Members;
using Loyalty.Functions.Portal.Pages;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Loyalty.Functions.Portal.Links;

/// <summary>A customer who came by a good link.</summary>
/// <param name="Member">As they are; null where there is none any more.</param>
internal sealed record LinkVisit(LinkTarget Target, Member? Member, string Shop, PageTexts Texts, Instant Now)
{
    public CustomerPage Page(string title, Html body, int status = StatusCodes.Status200OK) => new(status, Texts, Shop, title, body);

    /// <summary>What every link that is not good leads to.</summary>
    public CustomerPage NoGood() => LinkGate.NoGood(Texts, Shop);
}
