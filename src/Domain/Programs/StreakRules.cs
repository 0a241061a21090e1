using System.Collections.Immutable;

namespace Loyalty.Domain.Programs;

/// <summary>Visits period after period.</summary>
public sealed record StreakRules
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required PeriodKind Period { get; init; }

    /// <summary>Visits that meet a period: 1 to 31, 1 for days.</summary>
    public int Visits { get; init; } = 1;

    /// <summary>How many missed periods a sequence may have: 0 to 366.</summary>
    public int Freezes { get; init; }

    public ImmutableArray<Milestone> Milestones { get; init; } = [];
}
