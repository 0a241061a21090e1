using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Backtests;

/// <summary>Adds up what one program makes of members.</summary>
internal sealed class SideTally(ProgramVersions versions, LocalDate from, LocalDate asOf)
{
    private readonly long[] members = new long[versions.On(asOf).Program.Tiers.Levels.Length];
    private readonly long[] revenue = new long[versions.On(asOf).Program.Tiers.Levels.Length];
    private readonly Dictionary<(RewardKey Key, string Reward, long? UnitCost), SortedDictionary<YearMonth, long>> earned = [];

    public ImmutableArray<Level> Levels => versions.On(asOf).Program.Tiers.Levels;

    /// <summary>The place of the member's tier among the levels.</summary>
    /// <param name="paid">In the twelve months; minor units.</param>
    public int Add(History history, long paid)
    {
        var tier = Standing.Evaluate(versions, history, asOf).TierIndex;
        members[tier]++;
        revenue[tier] = checked(revenue[tier] + paid);
        foreach (var (key, dates) in Standing.DatesEarned(versions, history, asOf))
        {
            foreach (var (on, count) in dates)
            {
                if (on >= from)
                {
                    Add(key, versions.RewardOf(key, on), on, count);
                }
            }
        }

        return tier;
    }

    public BacktestSide Result() => new(
        [.. Levels.Select((level, place) => new TierCount(level.Id, level.Name, members[place], revenue[place]))],
        EarnedReward.Sorted(earned.Select(reward =>
            new EarnedReward(reward.Key.Key, reward.Key.Reward, reward.Key.UnitCost, reward.Value.ToImmutableSortedDictionary()))));

    private void Add(RewardKey key, RewardTerms reward, LocalDate on, long count)
    {
        if (!earned.TryGetValue((key, reward.Id, reward.Cost), out var months))
        {
            earned.Add((key, reward.Id, reward.Cost), months = []);
        }

        var month = on.PlusDays(reward.IssueAfterDays).ToYearMonth();
        months[month] = months.GetValueOrDefault(month) + count;
    }
}
