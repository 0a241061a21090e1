using System.Collections.Immutable;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Programs;

/// <summary>What a reward is and how long it is good. One that was issued keeps the terms that it was issued under.</summary>
public sealed record RewardTerms
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required RewardValue Value { get; init; }

    /// <summary>1 to 3,650.</summary>
    public required int ValidForDays { get; init; }

    /// <summary>How long after it is earned it is issued: 0 to 365, so that a return within the period earns none.</summary>
    public int IssueAfterDays { get; init; }

    /// <summary>What one costs the shop; minor units.</summary>
    public long? Cost { get; init; }

    /// <summary>The least basket that it is good for; minor units.</summary>
    public long? MinSpend { get; init; }

    /// <summary>Of which goods it takes something off; empty: of all.</summary>
    public ImmutableArray<Category> Categories { get; init; } = [];

    /// <summary>The most that it takes off; minor units.</summary>
    public long? MaxDiscount { get; init; }

    /// <summary>How many of it a member is issued in a calendar month.</summary>
    public int? PerMemberMonth { get; init; }

    /// <summary>What all of it that are issued in a calendar month may cost; minor units of <see cref="Cost"/>.</summary>
    public long? BudgetMonth { get; init; }

    /// <summary>Where it is good; empty: everywhere.</summary>
    public ImmutableArray<StoreId> Stores { get; init; } = [];
}
