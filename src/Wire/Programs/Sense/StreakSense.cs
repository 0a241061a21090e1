using Loyalty.Domain.Programs;

namespace Loyalty.Wire.Programs.Sense;

/// <summary>Streaks that nobody can keep or nobody can break, and stamps that say more than they do.</summary>
internal static class StreakSense
{
    private const int DaysOfWeek = 7;
    private const int DaysOfEveryMonth = 28;

    public static void Look(LoyaltyProgram program, Findings findings)
    {
        var closed = program.Closures.OfType<Closure.Weekly>().Select(closure => closure.Day).Distinct().Count();
        if (closed == DaysOfWeek)
        {
            findings.Error("/closures", "Every day of the week is closed, so that no streak ever breaks: take out the days on which you are open.");
        }

        for (var place = 0; place < program.Streaks.Length; place++)
        {
            LookAt(program.Streaks[place], $"/streaks/{place}", DaysOfWeek - closed, findings);
        }

        for (var place = 0; place < program.Stamps.Length; place++)
        {
            if (program.Stamps[place] is { Category: null, MaxPerDay: > 1 })
            {
                findings.Warn($"/stamps/{place}/maxPerDay", "Changes nothing: a day is one visit, and so one stamp. Leave it out.");
            }
        }
    }

    private static void LookAt(StreakRules streak, string pointer, int open, Findings findings)
    {
        switch (streak.Period)
        {
            case PeriodKind.Week when streak.Visits > DaysOfWeek:
                findings.Error($"{pointer}/visits", $"A week has {DaysOfWeek} days and a day is one visit, so no week is ever met: expected at most {DaysOfWeek}.");
                break;
            case PeriodKind.Week when open > 0 && streak.Visits > open:
                findings.Warn($"{pointer}/visits", $"The shop is open on {open} days of a week, and a day is one visit: expected at most {open}.");
                break;
            case PeriodKind.Month when streak.Visits > DaysOfEveryMonth:
                findings.Warn($"{pointer}/visits", $"Short months have {DaysOfEveryMonth} days and a day is one visit, so that they are never met: expected at most {DaysOfEveryMonth}.");
                break;
        }

        for (var place = 0; place < streak.Milestones.Length; place++)
        {
            if (streak.Milestones[place].Length is > 1 and var length && streak.Freezes >= length)
            {
                findings.Error(
                    $"{pointer}/milestones/{place}/length",
                    $"With {streak.Freezes} freezes more periods may be missed than the {length} that are to be met, which is no streak: allow fewer freezes, or make it longer than {streak.Freezes}.");
            }
        }
    }
}
