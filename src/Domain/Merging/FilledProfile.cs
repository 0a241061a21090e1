using System.Collections.Immutable;
using Loyalty.Domain.Members;

namespace Loyalty.Domain.Merging;

/// <summary>A kept member's profile, with what it lacks from that of the number that was merged.</summary>
public static class FilledProfile
{
    private static readonly ImmutableArray<(string Name, Func<Profile, object?> Of, Func<Profile, Profile, Profile> Copy)> Fields =
    [
        ("name", profile => profile.Name, (to, from) => to with { Name = from.Name }),
        ("email", profile => profile.Email, (to, from) => to with { Email = from.Email }),
        ("phone", profile => profile.Phone, (to, from) => to with { Phone = from.Phone }),
        ("card", profile => profile.Card, (to, from) => to with { Card = from.Card }),
        ("locale", profile => profile.Locale, (to, from) => to with { Locale = from.Locale }),
        ("zone", profile => profile.Zone, (to, from) => to with { Zone = from.Zone }),
        (
            "birthday",
            profile => profile.Birthday,
            (to, from) => to with { Birthday = from.Birthday, BirthdaySince = from.BirthdaySince }),
        ("enrolledAt", profile => profile.EnrolledAt, (to, from) => to with { EnrolledAt = from.EnrolledAt }),
    ];

    /// <summary>The profile, and the names of the fields that were filled.</summary>
    public static (Profile Profile, ImmutableArray<string> Filled) Of(Profile kept, Profile old)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(old);
        var lacking = Fields.Where(field => field.Of(kept) is null && field.Of(old) is not null).ToList();
        return (lacking.Aggregate(kept, (profile, field) => field.Copy(profile, old)), [.. lacking.Select(field => field.Name)]);
    }

    /// <summary>Without what was filled, where it is still what was filled in.</summary>
    public static Profile Without(Profile now, Profile old, ImmutableArray<string> filled)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(old);
        return Fields
            .Where(field => filled.Contains(field.Name) && Equals(field.Of(now), field.Of(old)))
            .Aggregate(now, (profile, field) => field.Copy(profile, Profile.Empty));
    }
}
