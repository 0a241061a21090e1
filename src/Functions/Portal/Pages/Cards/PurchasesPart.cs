using Loyalty.Domain.Purchases;

namespace Loyalty.Functions.Portal.Pages.Cards;

/// <summary>The last dates with a purchase, with what is left of it after refunds.</summary>
internal static class PurchasesPart
{
    private const int Most = 10;

    public static Html Of(CardView view)
    {
        var texts = view.Texts;
        var dates = view.Member.History.NewestFirst(view.Standing.Date).Take(Most).ToList();
        return Html.Of($"""
            <section aria-labelledby="purchases">
            <h2 id="purchases">{texts.Purchases}</h2>
            {(dates.Count == 0 ? Html.Of($"<p>{texts.NoPurchases}</p>") : Html.Of($"""
                <table>
                <thead class="unseen"><tr><th scope="col">{texts.DateColumn}</th><th scope="col">{texts.AmountColumn}</th></tr></thead>
                <tbody>
                {Html.Of(dates.Select(date => Row(view, date)))}
                </tbody>
                </table>
                """))}
            </section>

            """);
    }

    private static Html Row(CardView view, DateTotal date) => Html.Of($"""
        <tr><td>{view.Format.Date(date.Date)}{(date.Purchases > 1 ? Html.Of($""" <span class="aside">{view.Texts.Together(date.Purchases)}</span>""") : Html.None)}</td><td>{view.Money(date.Amount)}</td></tr>

        """);
}
