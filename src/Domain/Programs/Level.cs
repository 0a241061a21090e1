using System.Collections.Immutable;

namespace Loyalty.Domain.Programs;

/// <summary>A tier's level.</summary>
public sealed record Level
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>From 1, minor units; null where spend does not count towards it.</summary>
    public long? Spend { get; init; }

    /// <summary>From 1; null where visits do not count towards it.</summary>
    public int? Visits { get; init; }

    /// <summary>Whether every threshold that it has must be met, not any.</summary>
    public bool RequiresAll { get; init; }

    /// <summary>The id of the reward for reaching it.</summary>
    public string? Reward { get; init; }

    /// <summary>After how many months the reward may be earned again; null: never.</summary>
    public int? RepeatMonths { get; init; }

    public ImmutableArray<string> Benefits { get; init; } = [];

    /// <summary>Whether a window with this spend and these visits meets the level's own thresholds. The first level has none and
    /// is met by any.</summary>
    public bool IsMetBy(long spend, int visits)
    {
        var bySpend = Spend is { } s && spend >= s;
        var byVisits = Visits is { } v && visits >= v;
        return (Spend is null && Visits is null)
            || (RequiresAll ? (Spend is null || bySpend) && (Visits is null || byVisits) : bySpend || byVisits);
    }
}
