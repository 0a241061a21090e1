using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Domain.Members;

/// <summary>A birthday, written <c>1990-02-28</c>, or <c>--02-28</c> where the year is not told.</summary>
public sealed record Birthday(AnnualDate Day, int? Year)
{
    public static Birthday? TryParse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.StartsWith("--", StringComparison.Ordinal))
        {
            return AnnualDatePattern.Iso.Parse(text[2..]).TryGetValue(default, out var day) ? new(day, null) : null;
        }

        // The pattern knows years before the first one too.
        return LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) && date.Year > 0
            ? new(new AnnualDate(date.Month, date.Day), date.Year)
            : null;
    }

    public override string ToString() =>
        Year is { } year
            ? string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{Day.Month:00}-{Day.Day:00}")
            : string.Create(CultureInfo.InvariantCulture, $"--{Day.Month:00}-{Day.Day:00}");
}
