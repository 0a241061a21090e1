using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;

namespace Loyalty.Domain.Standings;

/// <summary>The spend and visits of a member's dates up to one, as running sums, so that any range of dates is one difference.
/// </summary>
internal readonly ref struct DateSums
{
    // One longer than the dates: the sums of all dates before a place.
    private readonly Span<long> spendBefore;
    private readonly Span<int> visitsBefore;

    public DateSums(ReadOnlySpan<int> days, Span<long> spendBefore, Span<int> visitsBefore)
    {
        Days = days;
        this.spendBefore = spendBefore;
        this.visitsBefore = visitsBefore;
        spendBefore[0] = 0;
        visitsBefore[0] = 0;
    }

    /// <summary>The dates, rising.</summary>
    public ReadOnlySpan<int> Days { get; }

    public bool IsVisit(int place) => visitsBefore[place + 1] != visitsBefore[place];

    /// <summary>The last day that was a visit; null where none was.</summary>
    public int? LastVisit
    {
        get
        {
            var place = Days.Length - 1;
            while (place >= 0 && !IsVisit(place))
            {
                place--;
            }

            return place < 0 ? null : Days[place];
        }
    }

    /// <summary>Of the dates from one place up to, not including, another; minor units.</summary>
    public long Spend(int first, int below) => spendBefore[below] - spendBefore[first];

    public int Visits(int first, int below) => visitsBefore[below] - visitsBefore[first];

    /// <summary>The first place that is not before a day.</summary>
    public int PlaceFrom(int day)
    {
        var place = Days.BinarySearch(day);
        return place < 0 ? ~place : place;
    }

    /// <summary>Adds the dates from one place up to another, by the rules of the version in force on them.</summary>
    public void Add(History history, VersionRules rules, int first, int below)
    {
        var excluded = rules.Excluded(history);
        var minSpend = rules.Version.Program.VisitMinSpend;
        for (var place = first; place < below; place++)
        {
            var spend = 0L;
            foreach (var (category, goods) in history.GoodsAt(place))
            {
                spend += excluded is not null && excluded[category] ? 0 : goods.Amount;
            }

            spendBefore[place + 1] = spendBefore[place] + spend;
            visitsBefore[place + 1] = visitsBefore[place] + (spend + history.Discounts[place] >= minSpend ? 1 : 0);
        }
    }

    /// <summary>The first place in the window that ends on a day; <paramref name="from"/> is known to be no later.</summary>
    public int WindowStart(TierWindow window, int day, int from)
    {
        if (window is TierWindow.Rolling { Months: var months } && from < Days.Length && Days[from] > day - Values.Days.LeastIn(months))
        {
            // To count back by months takes longer than all the rest, and mostly nothing has left the window.
            return from;
        }

        var lastOutside = window switch
        {
            TierWindow.Rolling rolling => Values.Days.PlusMonths(day, -rolling.Months),
            TierWindow.CalendarYear => Values.Days.FirstOfYear(Values.Days.Year(day)) - 1,
            _ => -1,
        };
        while (from < Days.Length && Days[from] <= lastOutside)
        {
            from++;
        }

        return from;
    }
}
