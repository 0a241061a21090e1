using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Tests.Reference;

/// <summary>"Streak" of CONTRACT section 3: the periods of one streak under one version, with some of the visits. A period is
/// known by its first day.</summary>
internal sealed class ReferenceStreak(StreakRules streak, LoyaltyProgram version, IEnumerable<LocalDate> visits, LocalDate? own = null)
{
    private readonly Dictionary<LocalDate, int> visitsByPeriod =
        visits.GroupBy(visit => PeriodOf(visit, streak, version)).ToDictionary(period => period.Key, period => period.Count());

    public static LocalDate PeriodOf(LocalDate date, StreakRules streak, LoyaltyProgram version)
    {
        var first = date;
        while (!StartsPeriod(first))
        {
            first = first.PlusDays(-1);
        }

        return first;

        bool StartsPeriod(LocalDate day) => streak.Period switch
        {
            PeriodKind.Day => true,
            PeriodKind.Week => day.DayOfWeek == version.WeekStart,
            PeriodKind.Month => day.Day == 1,
            _ => throw new NotSupportedException(),
        };
    }

    public LocalDate LastDay(LocalDate period) => Following(period).PlusDays(-1);

    // "a period is met when it has at least `visits` visits"
    public bool IsMet(LocalDate period) => visitsByPeriod.GetValueOrDefault(period) >= streak.Visits;

    // "Current: the most met periods in any sequence of consecutive periods that ends with x's and has at most `freezes` missed
    // ones." A sequence that begins before the first visit has no more met ones than one that begins with it.
    public int MostMet(LocalDate lastPeriod, LocalDate? beginsAfter = null)
    {
        var most = 0;
        var met = 0;
        var missed = 0;
        var begin = lastPeriod;
        while (visitsByPeriod.Count > 0 && begin >= visitsByPeriod.Keys.Min() && (beginsAfter is null || begin > beginsAfter))
        {
            met += IsMet(begin) ? 1 : 0;
            missed += IsMissed(begin) ? 1 : 0;
            if (missed > streak.Freezes)
            {
                break;
            }

            most = Math.Max(most, met);
            begin = PeriodOf(begin.PlusDays(-1), streak, version);
        }

        return most;
    }

    // "Best: the most in any such sequence that ends with a met period up to x's. 0 if none."
    public int Best() => visitsByPeriod.Keys.Where(IsMet).Select(period => MostMet(period)).Append(0).Max();

    // "missed when it is not met and not all its dates are closed"; "x's own period is never missed"
    private bool IsMissed(LocalDate period)
    {
        if (IsMet(period) || period == own)
        {
            return false;
        }

        for (var date = period; date < Following(period); date = date.PlusDays(1))
        {
            if (!version.Closures.Any(closure => Closes(closure, date)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Closes(Closure closure, LocalDate date) => closure switch
    {
        Closure.Dates dates => dates.From <= date && date <= dates.To,
        Closure.Weekly weekly => weekly.Day == date.DayOfWeek,
        _ => throw new NotSupportedException(),
    };

    private LocalDate Following(LocalDate period) => streak.Period switch
    {
        PeriodKind.Day => period.PlusDays(1),
        PeriodKind.Week => period.PlusWeeks(1),
        _ => period.PlusMonths(1),
    };
}
