using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>The days, weeks or months of a streak, numbered one after the other.</summary>
internal readonly struct Periods(PeriodKind kind, IsoDayOfWeek weekStart)
{
    // Day 0, 1 January 1, is a Monday. The weeks that it begins in are counted from the one before it.
    private readonly int weekShift = 8 - (int)weekStart;

    public PeriodKind Kind => kind;

    /// <summary>The number of the period that a day is in.</summary>
    public int Of(int day) => kind switch
    {
        PeriodKind.Day => day,
        PeriodKind.Week => (day + weekShift) / 7,
        PeriodKind.Month => Days.Month(DateOnly.FromDayNumber(day)),
        _ => throw new ArgumentOutOfRangeException(nameof(day), kind, "No such period."),
    };

    public int FirstDay(int period) => kind switch
    {
        PeriodKind.Day => period,
        PeriodKind.Week => (period * 7) - weekShift,
        PeriodKind.Month => period / 12 > 9999 ? Days.Never : new DateOnly(period / 12, (period % 12) + 1, 1).DayNumber,
        _ => throw new ArgumentOutOfRangeException(nameof(period), kind, "No such period."),
    };

    public int LastDay(int period) => FirstDay(period + 1) - 1;
}
