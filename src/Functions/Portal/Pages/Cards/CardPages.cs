using System.Collections.Immutable;
using Loyalty.Functions.Portal.Cards;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Sending.Templates;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal.Pages.Cards;

/// <summary>The pages behind the card, on which a customer changes things. They stand one step below it.</summary>
internal static class CardPages
{
    private const int SecondsOfMinute = 60;

    /// <summary>Asks for the code that was sent, or says why none was.</summary>
    /// <param name="isWaiting">Whether a code has been sent that is still good.</param>
    /// <param name="wrong">What was wrong with the one that was entered.</param>
    /// <param name="failed">Why no other one was sent.</param>
    public static CustomerPage Code(
        LinkVisit visit, string token, bool isWaiting, string? wrong = null, string? failed = null, int status = StatusCodes.Status200OK)
    {
        var texts = visit.Texts.Card;
        return visit.Page(
            texts.CodeTitle,
            Html.Of($"""
                {(failed is null ? Html.None : Alert(failed))}
                {(isWaiting
                    ? Html.Of($"<p>{texts.CodeSent(CardForms.Masked(visit.Member!.Profile.Email!))}</p>{CardForms.Code(texts, "open", texts.CodeButton, null, wrong)}")
                    : failed is null ? Html.Of($"<p>{wrong ?? texts.CodeMissing}</p>") : Html.None)}
                {CardForms.Button("code", texts.SendAnother, isQuiet: isWaiting)}
                {Back(texts, token)}
                """),
            status);
    }

    /// <summary>Says why no code was sent.</summary>
    public static CustomerPage NotSent(LinkVisit visit, string token, CodeSent sent, bool isWaiting) => Code(
        visit,
        token,
        isWaiting,
        failed: Why(visit, sent),
        status: sent switch
        {
            CodeSent.TooMany => StatusCodes.Status429TooManyRequests,
            CodeSent.NotNow => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status409Conflict,
        });

    /// <summary>Shows all that can be changed.</summary>
    /// <param name="form">As it was sent, where something in it is wrong; null for the profile as it is.</param>
    /// <param name="newAddress">What became of the code to another address.</param>
    public static CustomerPage Changes(
        LinkVisit visit,
        LocaleFormat format,
        string token,
        string session,
        bool isSaved,
        ProfileForm? form = null,
        ImmutableArray<string> wrong = default,
        CodeSent? newAddress = null)
    {
        var (texts, member) = (visit.Texts.Card, visit.Member!);
        wrong = wrong.IsDefault ? [] : wrong;
        return visit.Page(
            texts.ProfileTitle,
            Html.Of($"""
                {(isSaved ? Html.Of($"""<p class="done" role="status">{texts.Saved}</p>""") : Html.None)}
                {(newAddress is null ? Html.None : Alert(Why(visit, newAddress)))}
                {(wrong.IsEmpty ? Html.None : Alert(texts.SomeWrong))}
                {CardForms.Profile(texts, format, session, form ?? ProfileForm.Of(member.Profile), wrong)}
                {CardForms.Consent(texts, session, visit.Shop, member.Consent.IsGranted)}
                {CardForms.Data(texts, session)}
                {Back(texts, token)}
                """),
            wrong.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    /// <summary>Asks for the code that was sent to another address.</summary>
    public static CustomerPage NewAddress(LinkVisit visit, string token, string session, string? wrong = null)
    {
        var texts = visit.Texts.Card;
        return visit.Page(
            texts.NewAddressTitle,
            Html.Of($"""
                <p role="status">{texts.NewAddressSent}</p>
                {CardForms.Code(texts, "address", texts.NewAddressButton, session, wrong)}
                {Back(texts, token)}
                """),
            wrong is null ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden);
    }

    /// <summary>Asks once more before everything goes.</summary>
    public static CustomerPage Erase(LinkVisit visit, string token, string session) => visit.Page(
        visit.Texts.Card.EraseTitle,
        Html.Of($"""
            <p>{visit.Texts.Card.EraseAsk(visit.Shop)}</p>
            <p>{visit.Texts.Card.EraseForGood}</p>
            {CardForms.Erase(visit.Texts.Card, session)}
            {Back(visit.Texts.Card, token)}
            """));

    public static CustomerPage Erased(LinkVisit visit) => visit.Page(
        visit.Texts.Card.ErasedTitle, Html.Of($"""<p role="status">{visit.Texts.Card.Erased(visit.Shop)}</p>"""));

    /// <summary>Says why somebody must begin again.</summary>
    public static CustomerPage Over(LinkVisit visit, string token, string why) => visit.Page(
        visit.Texts.Card.CodeTitle,
        Html.Of($"""
            {Alert(why)}
            {CardForms.Button("code", visit.Texts.Card.SendAnother)}
            {Back(visit.Texts.Card, token)}
            """),
        StatusCodes.Status403Forbidden);

    public static CustomerPage Unreadable(LinkVisit visit, string token) => visit.Page(
        visit.Texts.NotNowTitle,
        Html.Of($"{Alert(visit.Texts.FormUnreadable)}{Back(visit.Texts.Card, token)}"),
        StatusCodes.Status400BadRequest);

    private static string Why(LinkVisit visit, CodeSent sent) => sent switch
    {
        CodeSent.TooMany { Again: var again } =>
            visit.Texts.Card.TooManyCodes((int)Math.Ceiling((again - visit.Now).TotalSeconds / SecondsOfMinute)),
        CodeSent.NotNow => visit.Texts.Card.CodeNotSent,
        CodeSent.Refused => visit.Texts.Card.AddressRefused,
        _ => visit.Texts.Card.NoWay,
    };

    private static Html Alert(string text) => Html.Of($"""<p class="wrong" role="alert">{text}</p>""");

    private static Html Back(CardTexts texts, string token) => Html.Of($"""
        <p class="back"><a href="../{token}">{texts.Back}</a></p>

        """);
}
