using NodaTime;

namespace Loyalty.Domain.Members;

/// <summary>What a member told of themselves; null: not told.</summary>
public sealed record Profile
{
    public static Profile Empty { get; } = new();

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Card { get; init; }

    /// <summary>BCP 47.</summary>
    public string? Locale { get; init; }

    /// <summary>A zone of the time zone database.</summary>
    public string? Zone { get; init; }

    public Birthday? Birthday { get; init; }

    /// <summary>Since when this birthday has been known; null where none is.</summary>
    public Instant? BirthdaySince { get; init; }

    /// <summary>When the profile was first given.</summary>
    public Instant? EnrolledAt { get; init; }

    /// <summary>The member's zone, or another where they told none.</summary>
    public DateTimeZone ZoneOr(DateTimeZone other) =>
        Zone is null ? other : DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) ?? other;

    /// <summary>This as what the member told after what they had told before: enrolled once, and a birthday known since it is this one.
    /// </summary>
    public Profile Following(Profile before, Instant now)
    {
        ArgumentNullException.ThrowIfNull(before);
        return this with
        {
            EnrolledAt = before.EnrolledAt ?? now,
            BirthdaySince = Birthday is null ? null : Birthday == before.Birthday ? before.BirthdaySince ?? now : now,
        };
    }
}
