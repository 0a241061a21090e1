using System.Collections.Immutable;
using NodaTime;

namespace Loyalty.Domain.Backtests;

/// <summary>What one program makes of the members.</summary>
/// <param name="Tiers">Every level, in its order.</param>
/// <param name="Rewards">What was earned on a date of the twelve months and issued by the last one, by key, reward and cost.</param>
public sealed record BacktestSide(ImmutableArray<TierCount> Tiers, ImmutableArray<EarnedReward> Rewards)
{
    /// <summary>What the rewards cost, as far as it is known; minor units.</summary>
    public long Cost => EarnedReward.Sum(Rewards.Select(reward => reward.Cost ?? 0));

    /// <summary>What the rewards issued in each month cost, as far as it is known; minor units.</summary>
    public ImmutableSortedDictionary<YearMonth, long> CostByMonth => Rewards
        .SelectMany(reward => reward.Months, (reward, month) => (Month: month.Key, Cost: reward.CostOf(month.Value) ?? 0))
        .GroupBy(month => month.Month)
        .ToImmutableSortedDictionary(month => month.Key, month => EarnedReward.Sum(month.Select(one => one.Cost)));

    public BacktestSide Plus(BacktestSide other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(
            [
                .. Tiers.Zip(other.Tiers, (one, more) => one with
                {
                    Members = one.Members + more.Members,
                    Revenue = checked(one.Revenue + more.Revenue),
                }),
            ],
            EarnedReward.Sorted(Rewards.Concat(other.Rewards)
                .GroupBy(reward => (reward.Key, reward.Reward, reward.UnitCost))
                .Select(same => same.Aggregate((one, more) => one.Plus(more)))));
    }
}
