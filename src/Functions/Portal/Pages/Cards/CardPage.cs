using Loyalty.Functions.Portal.Links;

namespace Loyalty.Functions.Portal.Pages.Cards;

/// <summary>A member's card.</summary>
internal static class CardPage
{
    public static CustomerPage Of(LinkVisit visit, CardView view, string token) => visit.Page(
        view.Texts.Title(view.Member.Profile.Name),
        Html.Of($"""
            <div class="columns">
            <div>
            {TierPart.Held(view)}
            {RewardsPart.Open(view)}
            {TierPart.Ahead(view)}
            </div>
            <div>
            {Html.Of(view.Standing.Stamps.Select((stamps, place) => StampsPart.Of(view, stamps, place + 1)))}
            {Html.Of(view.Standing.Streaks.Select((streak, place) => StreakPart.Of(view, streak, place + 1)))}
            {PurchasesPart.Of(view)}
            {RewardsPart.Past(view)}
            {CardForms.Ask(view, $"{token}/code")}
            </div>
            </div>
            <p class="back"><a href="../terms?locale={visit.Texts.Language}">{view.Texts.Terms}</a></p>
            """)) with { IsCard = true };
}
