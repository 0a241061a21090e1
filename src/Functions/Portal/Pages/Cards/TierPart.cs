using Loyalty.Domain.Standings;

namespace Loyalty.Functions.Portal.Pages.Cards;

/// <summary>The tier with its benefits, what keeps it, and how far the next one is.</summary>
internal static class TierPart
{
    public static Html Held(CardView view)
    {
        var (texts, tier) = (view.Texts, view.Standing.Tier);
        var until = view.Standing.TierUntil is { } first ? view.Format.Date(first.PlusDays(-1)) : null;
        return Html.Of($"""
            <section class="tier" aria-labelledby="tier">
            <p class="over" id="over-tier">{texts.Level}</p>
            <h2 id="tier">{tier.Name}</h2>
            {(until is null ? Html.None : Html.Of($"<p>{texts.HeldUntil(until)}</p>"))}
            {(tier.Benefits.IsEmpty ? Html.None : Html.Of($"""
                <h3>{texts.Benefits}</h3>
                <ul>
                {Html.Of(tier.Benefits.Select(benefit => Html.Of($"<li>{benefit}</li>")))}
                </ul>
                """))}
            </section>

            """);
    }

    public static Html Ahead(CardView view)
    {
        var texts = view.Texts;
        return Html.Of($"""
            <section aria-labelledby="ahead">
            <h2 id="ahead">{(view.Next is { } next ? texts.Next(next.Level.Name) : texts.TopTitle)}</h2>
            {(view.Next is { } ahead ? Bars(view, ahead) : Html.Of($"<p>{texts.Top}</p>"))}
            {(view.Keep is { By: { } by } keep ? Html.Of($"<p>{Keep(view, keep, view.Format.Date(by))}</p>") : Html.None)}
            </section>

            """);
    }

    private static Html Bars(CardView view, Progress ahead)
    {
        var texts = view.Texts;
        var window = texts.Window(view.Program.Tiers.Window);
        var spend = ahead.Level.Spend is { } money
            ? Bar("spend", texts.Spent(view.Money(view.Standing.Spend), view.Money(money), window), view.Standing.Spend, money)
            : Html.None;
        var visits = ahead.Level.Visits is { } count
            ? Bar("visits", texts.Visited(view.Standing.Visits, count, window), view.Standing.Visits, count)
            : Html.None;
        return Html.Of($"""
            {spend}
            {visits}
            <p>{texts.ToGo(Needs(view, ahead))}</p>
            """);
    }

    // What is said above a bar says all that it shows.
    private static Html Bar(string id, string says, long have, long of) => Html.Of($"""
        <p class="bar"><label for="{id}">{says}</label>
        <progress id="{id}" max="100" value="{(int)(Math.Min(have, of) * 100m / of)}"></progress></p>
        """);

    private static string Keep(CardView view, Progress keep, string by) => IsMet(keep)
        ? view.Texts.KeptByOneMore(keep.Level.Name, by)
        : view.Texts.Keep(keep.Level.Name, Needs(view, keep), by);

    // Where a level asks for any of two, one that is met is enough.
    private static bool IsMet(Progress progress) => progress.Level.RequiresAll
        ? progress.SpendNeeded is null or 0 && progress.VisitsNeeded is null or 0
        : progress.SpendNeeded is 0 || progress.VisitsNeeded is 0;

    private static string Needs(CardView view, Progress progress)
    {
        var spend = progress.SpendNeeded is > 0 and var money ? view.Money(money) : null;
        var visits = progress.VisitsNeeded is > 0 and var count ? view.Texts.Visits(count) : null;
        return spend is null ? visits ?? view.Texts.Visits(1)
            : visits is null ? spend
            : progress.Level.RequiresAll ? view.Texts.And(spend, visits)
            : view.Texts.Or(spend, visits);
    }
}
