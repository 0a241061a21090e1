using Loyalty.Domain.Values;

namespace Loyalty.Domain.Programs;

/// <summary>A stamp card: so many visits, or units of a category, and a reward.</summary>
public sealed record StampRules
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The category whose units are collected; null where visits are.</summary>
    public Category? Category { get; init; }

    /// <summary>Stamps for a reward, from 1.</summary>
    public required int Every { get; init; }

    /// <summary>From 1; null: no limit.</summary>
    public int? MaxPerDay { get; init; }

    public required string Reward { get; init; }
}
