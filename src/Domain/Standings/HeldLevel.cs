using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Standings;

/// <summary>A level that was reached on a day, and how it lapses by the rules of its version.</summary>
internal readonly record struct HeldLevel(int Day, int Level, TierRules Rules, LevelMap Map)
{
    /// <summary>What it counts as on a day from the one on which it was reached.</summary>
    public int On(int day) => Map[AfterLapses(LapsesBy(day))];

    /// <summary>The first day after the given one on which it counts as less than a level, which it counts as on that day.
    /// </summary>
    public int FallsBelow(int level, int day)
    {
        var lapses = LapsesBy(day) + 1;
        while (Lapse(lapses) != Days.Never && Map[AfterLapses(lapses)] >= level)
        {
            lapses++;
        }

        return Lapse(lapses);
    }

    /// <summary>The first day after the given one on which it lapses; never where nothing is left of it.</summary>
    public int NextLapse(int day)
    {
        var lapses = LapsesBy(day);
        return AfterLapses(lapses) == 0 ? Days.Never : Lapse(lapses + 1);
    }

    private int AfterLapses(int lapses) => lapses == 0 ? Level : Rules.SoftLanding ? Math.Max(0, Level - lapses) : 0;

    // Once nothing is left further lapses change nothing, so they need no counting.
    private int LapsesBy(int day)
    {
        var lapses = 0;
        while (AfterLapses(lapses) > 0 && Lapse(lapses + 1) <= day)
        {
            lapses++;
        }

        return lapses;
    }

    private int Lapse(int number) => Rules.Window switch
    {
        TierWindow.Rolling => Days.PlusMonths(Day, number * Rules.KeepMonths),
        TierWindow.CalendarYear => Days.FirstOfYear(Days.Year(Day) + 1 + number),
        _ => Days.Never,
    };
}
