using System.Globalization;

namespace Loyalty.LocalHost.Options;

/// <summary>The most messages a minute and an hour; 0 for no limit.</summary>
public readonly record struct EmailRate(int PerMinute, int PerHour)
{
    /// <summary>What a new domain of Communication Services may send.</summary>
    public static EmailRate OfNewDomain { get; } = new(30, 100);

    /// <summary>As the command line has it: <c>30/100</c>; null where it is no such text.</summary>
    public static EmailRate? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') is [var minute, var hour] && Limit(minute) is { } perMinute && Limit(hour) is { } perHour
            ? new(perMinute, perHour)
            : null;
    }

    private static int? Limit(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit <= 1_000_000 ? limit : null;
}
