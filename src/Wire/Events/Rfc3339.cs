using NodaTime;

namespace Loyalty.Wire.Events;

/// <summary>Reads a date and time with an offset as RFC 3339 writes it, as an instant. By hand, since it is on every event's
/// way, and NodaTime's pattern knows neither lower-case letters nor more than nine digits of a second.</summary>
internal static class Rfc3339
{
    // A day within what NodaTime knows, so that no zone's offset leads out of it.
    private static readonly long Min = Instant.FromUtc(1, 1, 2, 0, 0).ToUnixTimeSeconds();
    private static readonly long Max = Instant.FromUtc(9999, 12, 30, 23, 59, 59).ToUnixTimeSeconds();

    /// <summary>Null where it is none, or not from 0001-01-02 to 9999-12-30 in UTC. Of a fraction the first nine digits count.
    /// </summary>
    public static Instant? TryParse(ReadOnlySpan<char> text)
    {
        const int Seconds = 19;
        if (text.Length <= Seconds
            || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't') || text[13] != ':' || text[16] != ':'
            || Number(text[..4]) is not ({ } year and >= 1)
            || Number(text[5..7]) is not ({ } month and >= 1 and <= 12)
            || Number(text[8..10]) is not { } day || day < 1 || day > DateTime.DaysInMonth(year, month)
            || Number(text[11..13]) is not ({ } hour and <= 23)
            || Number(text[14..16]) is not ({ } minute and <= 59)
            || Number(text[17..19]) is not ({ } second and <= 59)
            || TryFraction(text[Seconds..], out var rest) is not { } nanoseconds
            || OffsetSeconds(rest) is not { } offset)
        {
            return null;
        }

        var onTheWall = Instant.FromUtc(year, month, day, hour, minute, second).ToUnixTimeSeconds();
        var seconds = onTheWall - offset;
        return seconds < Min || seconds > Max ? null : Instant.FromUnixTimeSeconds(seconds).PlusNanoseconds(nanoseconds);
    }

    private static int? TryFraction(ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        rest = text;
        if (text[0] != '.')
        {
            return 0;
        }

        var end = text[1..].IndexOfAnyExceptInRange('0', '9') + 1;
        if (end <= 1)
        {
            return null;
        }

        rest = text[end..];
        var nanoseconds = 0;
        for (var i = 1; i <= 9; i++)
        {
            nanoseconds = (nanoseconds * 10) + (i < end ? text[i] - '0' : 0);
        }

        return nanoseconds;
    }

    private static int? OffsetSeconds(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z")
        {
            return 0;
        }

        return text.Length == 6 && text[0] is '+' or '-' && text[3] == ':'
            && Number(text[1..3]) is { } hours and <= 23
            && Number(text[4..]) is { } minutes and <= 59
                ? (text[0] == '-' ? -1 : 1) * ((hours * 3600) + (minutes * 60))
                : null;
    }

    private static int? Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return null;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
