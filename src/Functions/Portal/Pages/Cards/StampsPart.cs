using Loyalty.Domain.Standings;

namespace Loyalty.Functions.Portal.Pages.Cards;

/// <summary>A stamp card, as a picture of stamps; the sentence above it says the same.</summary>
internal static class StampsPart
{
    // A card with more is a bar: nobody counts so many.
    private const int MostDrawn = 30;

    public static Html Of(CardView view, StampStanding stamps, int number)
    {
        var (card, have) = (stamps.Card, stamps.Have);
        return Html.Of($"""
            <section aria-labelledby="stamps-{number}">
            <h2 id="stamps-{number}">{card.Name}</h2>
            <p>{view.Texts.Stamps(have, card.Every)} {view.Texts.StampsBring(view.Program.Rewards[card.Reward].Name)}</p>
            {(card.Every > MostDrawn ? Bar(stamps, number) : Html.Of($"""
                <div class="stamps" aria-hidden="true">{Html.Of(Enumerable.Range(0, card.Every).Select(place => Stamp(place < have)))}</div>
                """))}
            </section>

            """);
    }

    private static Html Stamp(bool isThere) => isThere
        ? Html.Of($"""<svg viewBox="0 0 40 40"><circle class="full" cx="20" cy="20" r="18"/><path d="M11 21l6 6 12-13"/></svg>""")
        : Html.Of($"""<svg viewBox="0 0 40 40"><circle cx="20" cy="20" r="18"/></svg>""");

    private static Html Bar(StampStanding stamps, int number) => Html.Of($"""
        <progress aria-labelledby="stamps-{number}" max="{stamps.Card.Every}" value="{(int)stamps.Have}"></progress>
        """);
}
