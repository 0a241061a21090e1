using System.Collections.Immutable;

namespace Loyalty.Domain.Programs;

/// <summary>How spend and visits make a tier.</summary>
public sealed record TierRules
{
    public required TierWindow Window { get; init; }

    /// <summary>How long a level is held after it was reached; with a rolling window only, and always there. 1 to 120.</summary>
    public int KeepMonths { get; init; }

    /// <summary>Whether each lapse takes off one level, not all.</summary>
    public bool SoftLanding { get; init; }

    /// <summary>1 to 20, lowest first; the first has neither thresholds nor a reward.</summary>
    public required ImmutableArray<Level> Levels { get; init; }
}
