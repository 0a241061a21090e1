using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;

namespace Loyalty.Functions.Portal.Pages.Cards;

/// <summary>A streak, as a picture of its last days, weeks or months; each says in words what its mark means.</summary>
internal static class StreakPart
{
    public static Html Of(CardView view, StreakStanding standing, int number)
    {
        var (texts, streak) = (view.Texts, standing.Streak);
        var periods = StreakHistory.Of(view.Versions, view.Member.History, view.Standing.Date, Count(streak.Period))
            .First(history => history.Streak == streak).Periods;
        return Html.Of($"""
            <section aria-labelledby="streak-{number}">
            <h2 id="streak-{number}">{streak.Name}</h2>
            <p>{texts.Streak(standing.Current, streak.Period)}{(standing.Best > standing.Current ? Html.Of($" {texts.StreakBest(standing.Best, streak.Period)}") : Html.None)}</p>
            {(periods.IsEmpty ? Html.None : Html.Of($"""<ol class="streak {Kind(streak.Period)}">{Html.Of(periods.Select(period => Period(view, streak, period)))}</ol>"""))}
            {(streak.Visits > 1 ? Html.Of($"""<p class="note">{texts.StreakAsks(streak.Visits, streak.Period)}</p>""") : Html.None)}
            {(streak.Freezes > 0 ? Html.Of($"""<p class="note">{texts.StreakForgives(streak.Freezes, streak.Period)}</p>""") : Html.None)}
            </section>

            """);
    }

    private static int Count(PeriodKind kind) => kind switch
    {
        PeriodKind.Day => 14,
        PeriodKind.Week => 8,
        _ => 12,
    };

    private static string Kind(PeriodKind kind) => kind switch
    {
        PeriodKind.Day => "days",
        PeriodKind.Week => "weeks",
        _ => "months",
    };

    private static Html Period(CardView view, StreakRules streak, StreakPeriod period)
    {
        var (format, texts) = (view.Format, view.Texts);
        var name = streak.Period switch
        {
            PeriodKind.Day => format.Date(period.From),
            PeriodKind.Week => texts.WeekOf(format.Date(period.From)),
            _ => format.Month(period.From),
        };
        var caption = streak.Period == PeriodKind.Month ? format.ShortMonth(period.From) : format.ShortDate(period.From);
        return Html.Of($"""
            <li><span class="unseen">{name}: {texts.Mark(period.Status)}</span><span aria-hidden="true">{Sign(period.Status)}<small>{caption}</small></span></li>

            """);
    }

    private static Html Sign(StreakPeriodStatus status) => status switch
    {
        StreakPeriodStatus.Met => Html.Of($"""<svg viewBox="0 0 40 40"><circle class="full" cx="20" cy="20" r="18"/><path d="M11 21l6 6 12-13"/></svg>"""),
        StreakPeriodStatus.Missed => Html.Of($"""<svg viewBox="0 0 40 40"><circle cx="20" cy="20" r="18"/><path d="M14 14l12 12M26 14l-12 12"/></svg>"""),
        StreakPeriodStatus.Closed => Html.Of($"""<svg viewBox="0 0 40 40"><circle cx="20" cy="20" r="18"/><path d="M13 20h14"/></svg>"""),
        _ => Html.Of($"""<svg viewBox="0 0 40 40"><circle class="now" cx="20" cy="20" r="18"/></svg>"""),
    };
}
