using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>How long a standing that somebody wrote down may be believed.</summary>
public static class Freshness
{
    // What leaves the window does so a date at a time; a list is not written anew for each of them.
    private const int WindowEveryDays = 30;

    /// <summary>The first later date on which it is to be looked at again though nothing happens: the tier lapses, a purchase that is
    /// dated ahead begins to count, or something has left the window, of which all is said within a month. Null where nothing will.
    /// </summary>
    public static LocalDate? StaleOn(History history, Standing standing)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(standing);
        LocalDate?[] dates =
        [
            standing.TierUntil,
            First(history.DatesFrom(standing.Date.PlusDays(1))),
            LeavesWindow(history, standing) is { } leaves ? LocalDate.Max(leaves, standing.Date.PlusDays(WindowEveryDays)) : null,
        ];
        return dates.Min();
    }

    private static LocalDate? LeavesWindow(History history, Standing standing) => standing.Version.Program.Tiers.Window switch
    {
        TierWindow.Rolling { Months: var months } =>
            FirstFrom(history, standing, standing.Date.PlusMonths(-months).PlusDays(1))?.PlusMonths(months),
        TierWindow.CalendarYear when FirstFrom(history, standing, FirstOfYear(standing.Date)) is not null =>
            FirstOfYear(standing.Date).PlusYears(1),
        _ => null,
    };

    private static LocalDate? FirstFrom(History history, Standing standing, LocalDate from) =>
        First(history.DatesFrom(from).Where(date => date <= standing.Date));

    private static LocalDate? First(IEnumerable<LocalDate> dates) => dates.Cast<LocalDate?>().FirstOrDefault();

    private static LocalDate FirstOfYear(LocalDate date) => new(date.Year, 1, 1);
}
