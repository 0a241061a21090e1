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
}
