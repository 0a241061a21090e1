using System.Collections.Immutable;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Backtests;

/// <summary>How often a reward was earned under a key, by the month in which it is issued.</summary>
/// <param name="Reward">Its id.</param>
/// <param name="UnitCost">What one costs the shop, as the version that it was earned under says; minor units.</param>
public sealed record EarnedReward(RewardKey Key, string Reward, long? UnitCost, ImmutableSortedDictionary<YearMonth, long> Months)
{
    public long Count => Months.Values.Sum();

    /// <summary>Null where it is not known. Minor units; it stops at the most that a number can be.</summary>
    public long? Cost => CostOf(Count);

    public EarnedReward Plus(EarnedReward other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var months = Months.ToBuilder();
        foreach (var (month, count) in other.Months)
        {
            months[month] = months.GetValueOrDefault(month) + count;
        }

        return this with { Months = months.ToImmutable() };
    }

    internal static ImmutableArray<EarnedReward> Sorted(IEnumerable<EarnedReward> rewards) =>
    [
        .. rewards
            .OrderBy(reward => reward.Key)
            .ThenBy(reward => reward.Reward, StringComparer.Ordinal)
            .ThenBy(reward => reward.UnitCost),
    ];

    /// <summary>Of costs; it stops at the most that a number can be.</summary>
    public static long Sum(IEnumerable<long> costs) =>
        costs.Aggregate(0L, (sum, cost) => (long)Int128.Min((Int128)sum + cost, long.MaxValue));

    internal long? CostOf(long count) => UnitCost is { } cost ? (long)Int128.Min((Int128)cost * count, long.MaxValue) : null;
}
