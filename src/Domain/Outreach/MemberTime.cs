using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>The clock on a member's wall.</summary>
internal static class MemberTime
{
    private static readonly LocalTime Morning = new(9, 0);

    /// <summary>Nine in the morning of a date; where the clock skips it, as much later, and where it comes twice, the first time.
    /// </summary>
    public static Instant Nine(LocalDate date, DateTimeZone zone) => zone.AtLeniently(date + Morning).ToInstant();

    public static Instant StartOf(LocalDate date, DateTimeZone zone) => LoyaltyProgram.StartOf(date, zone);

    /// <summary>The first instant from one on that is in no quiet hours.</summary>
    public static Instant NotQuiet(QuietHours? quiet, DateTimeZone zone, Instant from)
    {
        while (quiet is not null && IsQuiet(quiet, from.InZone(zone).TimeOfDay))
        {
            from = EndAfter(quiet, zone, from);
        }

        return from;
    }

    private static bool IsQuiet(QuietHours quiet, LocalTime time) => quiet.From < quiet.To
        ? time >= quiet.From && time < quiet.To
        : time >= quiet.From || time < quiet.To;

    /// <summary>When the clock next shows the end, or skips it.</summary>
    private static Instant EndAfter(QuietHours quiet, DateTimeZone zone, Instant now)
    {
        var date = now.InZone(zone).Date;
        while (true)
        {
            var end = zone.MapLocal(date + quiet.To);
            var first = end.Count == 0 ? end.LateInterval.Start : end.First().ToInstant();
            if (first > now)
            {
                return first;
            }

            // Where the clock goes back over the end, it comes a second time.
            if (end.Count == 2 && end.Last().ToInstant() is var last && last > now)
            {
                return last;
            }

            date = date.PlusDays(1);
        }
    }
}
