using NodaTime;

namespace Loyalty.Domain.Values;

/// <summary>Dates as <see cref="DateOnly.DayNumber"/> counts them, for loops over thousands of them. The calendar ends on
/// 31 December 9999; what would fall outside it never comes.</summary>
internal static class Days
{
    public const int Never = int.MaxValue;

    // 146,097 days in 400 years.
    private const double MonthOfMean = 146_097 / 4_800.0;

    public static int Number(LocalDate date) => date.Year switch
    {
        < 1 => -1,
        > 9999 => Never,
        _ => date.ToDateOnly().DayNumber,
    };

    /// <summary>The date, or null for <see cref="Never"/>.</summary>
    public static LocalDate? Date(int day) =>
        day == Never ? null : LocalDate.FromDateOnly(DateOnly.FromDayNumber(day));

    /// <summary>Calendar months later or earlier, clamped to the month's last day.</summary>
    public static int PlusMonths(int day, int months)
    {
        var (year, month, dayOfMonth) = DateOnly.FromDayNumber(day);
        var target = (year * 12) + month - 1 + months;
        if (target < Month(DateOnly.MinValue) || target > Month(DateOnly.MaxValue))
        {
            return target < Month(DateOnly.MinValue) ? -1 : Never;
        }

        (year, month) = (target / 12, (target % 12) + 1);
        return new DateOnly(year, month, Math.Min(dayOfMonth, DateTime.DaysInMonth(year, month))).DayNumber;
    }

    /// <summary>No more days than so many months have, wherever they begin.</summary>
    public static int LeastIn(int months) => (int)(months * MonthOfMean) - 3;

    /// <summary>Months since the year 0.</summary>
    public static int Month(DateOnly date) => (date.Year * 12) + date.Month - 1;

    public static int Year(int day) => DateOnly.FromDayNumber(day).Year;

    public static int FirstOfYear(int year) =>
        year > DateOnly.MaxValue.Year ? Never : new DateOnly(year, 1, 1).DayNumber;
}
