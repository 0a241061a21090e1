using Loyalty.Domain.Rewards;

namespace Loyalty.Functions.Portal.Pages.Cards;

/// <summary>Rewards that can be used, each with what a till needs, and those that are over.</summary>
internal static class RewardsPart
{
    // Of more than these the rest is one step away, so that the page stays one that a thumb gets through.
    private const int AtOnce = 5;
    private const int Most = 50;
    private const int MostPast = 8;

    public static Html Open(CardView view)
    {
        var texts = view.Texts;
        return Html.Of($"""
            <section aria-labelledby="rewards">
            <h2 id="rewards">{texts.Rewards}</h2>
            {(view.Open.IsEmpty ? Html.Of($"<p>{texts.NoRewards}</p>") : Html.Of($"<p>{texts.ShowAtTill}</p>"))}
            {Html.Of(view.Open.Take(AtOnce).Select((reward, place) => Usable(view, reward, isFirst: place == 0)))}
            {(view.Open.Length <= AtOnce ? Html.None : Html.Of($"""
                <details class="more">
                <summary>{texts.MoreRewards(view.Open.Length - AtOnce)}</summary>
                {Html.Of(view.Open.Skip(AtOnce).Take(Most - AtOnce).Select(reward => Usable(view, reward, isFirst: false)))}
                {(view.Open.Length > Most ? Html.Of($"<p>{texts.StillMoreRewards(view.Open.Length - Most)}</p>") : Html.None)}
                </details>
                """))}
            </section>

            """);
    }

    public static Html Past(CardView view) => view.Past.IsEmpty ? Html.None : Html.Of($"""
        <section aria-labelledby="past">
        <h2 id="past">{view.Texts.PastRewards}</h2>
        <ul class="rows">
        {Html.Of(view.Past.Take(MostPast).Select(reward => Html.Of($"""
            <li><span>{reward.Terms(view.Versions).Name}</span> <span class="aside">{Status(view, reward)}</span></li>

            """)))}
        </ul>
        </section>

        """);

    // The one that is over first is the one to show.
    private static Html Usable(CardView view, Reward reward, bool isFirst)
    {
        var (texts, terms) = (view.Texts, reward.Terms(view.Versions));
        var until = view.Format.Date(reward.ExpiresOn);
        return Html.Of($"""
            <details class="reward"{(isFirst ? Html.Of($" open") : Html.None)}>
            <summary><span><b>{terms.Name}</b><span class="aside">{texts.GoodUntil(until)}</span></span></summary>
            {QrPicture.Of(reward.Code.Stored, texts.QrSays)}
            <p class="code">{reward.Code.ToString()}</p>
            {(terms.MinSpend is > 0 and var least ? Html.Of($"""<p class="note">{texts.FromSpend(view.Money(least))}</p>""") : Html.None)}
            {(terms.Stores.IsEmpty ? Html.None : Html.Of($"""<p class="note">{texts.OnlyAt(string.Join(", ", terms.Stores))}</p>"""))}
            </details>

            """);
    }

    private static string Status(CardView view, Reward reward) => reward.StatusAt(view.Now, view.Standing.Date) switch
    {
        RewardStatus.Held => view.Texts.AtTill,
        RewardStatus.Redeemed => view.Texts.Used(UsedOn(view, reward.LastUse!)),
        RewardStatus.Expired => view.Texts.Expired(view.Format.Date(reward.ExpiresOn)),
        _ => view.Texts.Revoked,
    };

    private static string UsedOn(CardView view, Redemption use) =>
        view.Format.Date(view.Versions.Newest.DateAt(use.Store, use.RedeemedAt ?? use.At));
}
