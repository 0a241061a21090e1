using NodaTime;

namespace Loyalty.Domain.Tests.Scenarios;

/// <summary>Dates that fall on boundaries, and near one another, far more often than chance would have it.</summary>
internal sealed class DrawnDates(Draw draw)
{
    private static readonly int[] NearMonths = [1, 2, 3, 6, 12, 24];

    // The years around a 29 February, and the one in which Apia had no 30 December.
    private readonly LocalDate start = draw.OneOf(
        new LocalDate(2022, 1, 1), new LocalDate(2023, 11, 20), new LocalDate(2024, 2, 1), new LocalDate(2011, 11, 1));

    private readonly int span = draw.OneOf(8, 30, 70, 200, 500, 1000);
    private readonly List<LocalDate> drawn = [];

    /// <summary>A date that those drawn later are often near.</summary>
    public LocalDate Next()
    {
        var date = Any();
        drawn.Add(date);
        return date;
    }

    public LocalDate Any() => draw.Between(0, 99) switch
    {
        < 40 when drawn.Count > 0 => Near(draw.OneOf(drawn)),
        < 75 => Boundary(start.PlusDays(draw.Between(0, span))),
        _ => start.PlusDays(draw.Between(0, span)),
    };

    /// <summary>A date that most of those drawn are before.</summary>
    public LocalDate Late() => draw.Chance(10) ? Any() : new[] { Any(), Any(), Any() }.Max().PlusYears(draw.Chance(5) ? 7 : 0);

    private LocalDate Near(LocalDate date) => draw.Between(0, 4) switch
    {
        0 => date,
        1 => date.PlusDays(draw.OneOf(-1, 1, 1, 2, 7)),
        2 => date.PlusMonths(draw.OneOf(NearMonths)),
        3 => date.PlusMonths(draw.OneOf(NearMonths)).PlusDays(draw.OneOf(-1, 1)),
        _ => new LocalDate(date.Year + draw.OneOf(1, 2, 3), 1, 1).PlusDays(draw.OneOf(-1, 0)),
    };

    private LocalDate Boundary(LocalDate date) => draw.Between(0, 7) switch
    {
        0 => date.With(DateAdjusters.EndOfMonth),
        1 => date.With(DateAdjusters.StartOfMonth),
        2 => new LocalDate(date.Year, 12, 31),
        3 => new LocalDate(date.Year, 1, 1),
        4 => new LocalDate(date.Year, 3, 1).PlusDays(draw.OneOf(-1, -1, -2, 0)),
        5 => date.With(DateAdjusters.PreviousOrSame(draw.OneOf(IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Saturday))),
        // Where clocks change in Europe.
        6 => new LocalDate(date.Year, draw.OneOf(3, 10), 31).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Sunday)),
        _ => new LocalDate(date.Year, draw.OneOf(1, 3, 8), 31),
    };
}
