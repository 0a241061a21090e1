using System.Collections.Immutable;

namespace Loyalty.Domain.Programs;

/// <summary>What is offered to members who stay away.</summary>
public sealed record WinBackRules
{
    /// <summary>1 to 10, days rising.</summary>
    public required ImmutableArray<WinBackStep> Steps { get; init; }

    /// <summary>Members with fewer lifetime visits are left alone; from 1.</summary>
    public int MinVisits { get; init; } = 1;

    /// <summary>0 to 100.</summary>
    public int HoldoutPercent { get; init; }
}
