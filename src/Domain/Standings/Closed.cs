using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Standings;

/// <summary>How many of the periods in a range are closed on all their dates.</summary>
internal sealed class Closed
{
    // Ranges of closed periods, rising, apart from each other, and how many periods all those before each have.
    private readonly int[] firsts;
    private readonly int[] lasts;
    private readonly int[] before;
    private readonly bool always;
    private readonly bool weekdays;
    private readonly bool[] closedWeekdays;

    /// <summary>The closed periods of one kind.</summary>
    public Closed(Periods periods, IReadOnlyCollection<Closure> closures)
    {
        closedWeekdays = new bool[7];
        foreach (var weekly in closures.OfType<Closure.Weekly>())
        {
            closedWeekdays[(int)weekly.Day - 1] = true;
        }

        always = Array.TrueForAll(closedWeekdays, closed => closed);
        // A week or month has more days than the weekdays alone can close; where they cannot, only ranges matter.
        weekdays = periods.Kind == PeriodKind.Day && Array.Exists(closedWeekdays, closed => closed);
        var ranges = Ranges(closures)
            .Select(range => periods.Kind == PeriodKind.Day ? range : Whole(periods, range))
            .Where(range => range.First <= range.Last)
            .ToList();
        firsts = [.. ranges.Select(range => range.First)];
        lasts = [.. ranges.Select(range => range.Last)];
        before = new int[ranges.Count + 1];
        for (var i = 0; i < ranges.Count; i++)
        {
            before[i + 1] = before[i] + OutsideWeekdays(firsts[i], lasts[i]);
        }
    }

    /// <summary>From the first period to the last, both counted.</summary>
    public int Count(int first, int last)
    {
        if (first > last)
        {
            return 0;
        }

        if (always)
        {
            return last - first + 1;
        }

        return (weekdays ? OnWeekdays(first, last) : 0) + (firsts.Length == 0 ? 0 : InRangesUpTo(last) - InRangesUpTo(first - 1));
    }

    private static (int First, int Last) Whole(Periods periods, (int First, int Last) days)
    {
        var first = periods.Of(days.First);
        var last = periods.Of(days.Last);
        return (periods.FirstDay(first) < days.First ? first + 1 : first, periods.LastDay(last) > days.Last ? last - 1 : last);
    }

    /// <summary>The closed ranges of dates, joined where only closed weekdays lie between them, and as far as such reach.</summary>
    private List<(int First, int Last)> Ranges(IReadOnlyCollection<Closure> closures)
    {
        var joined = new List<(int First, int Last)>();
        if (always)
        {
            return joined;
        }

        foreach (var range in closures.OfType<Closure.Dates>().OrderBy(range => range.From))
        {
            var (first, last) = (Days.Number(range.From), Days.Number(range.To));
            while (first > 0 && closedWeekdays[(first - 1) % 7])
            {
                first--;
            }

            while (last < DateOnly.MaxValue.DayNumber && closedWeekdays[(last + 1) % 7])
            {
                last++;
            }

            if (joined.Count > 0 && first <= joined[^1].Last + 1)
            {
                joined[^1] = (joined[^1].First, Math.Max(joined[^1].Last, last));
            }
            else
            {
                joined.Add((first, last));
            }
        }

        return joined;
    }

    private int InRangesUpTo(int period)
    {
        var place = Array.BinarySearch(firsts, period);
        place = place < 0 ? ~place - 1 : place;
        return place < 0 ? 0 : before[place] + OutsideWeekdays(firsts[place], Math.Min(period, lasts[place]));
    }

    private int OutsideWeekdays(int first, int last) => last - first + 1 - (weekdays ? OnWeekdays(first, last) : 0);

    private int OnWeekdays(int first, int last)
    {
        var count = 0;
        for (var weekday = 0; weekday < 7; weekday++)
        {
            if (closedWeekdays[weekday])
            {
                count += WeekdayUpTo(weekday, last) - WeekdayUpTo(weekday, first - 1);
            }
        }

        return count;
    }

    // Days of one weekday among the days 0 to the last.
    private static int WeekdayUpTo(int weekday, int last) => (last + 7 - weekday) / 7;
}
