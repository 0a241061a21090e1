using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Previews;

/// <summary>An open reward that a basket could use.</summary>
/// <param name="TakesOff">What it takes off; minor units. Null where the till tells too little of the basket to say.</param>
public sealed record UsableReward(Reward Reward, long? TakesOff)
{
    private const int Percent = 100;

    /// <summary>Best first, and of those that take off the same the one that ends first; those of which it is not known come last.</summary>
    /// <param name="basket">What would be paid without them.</param>
    /// <param name="today">At the store.</param>
    public static ImmutableArray<UsableReward> Of(ProgramVersions versions, MemberRewards rewards, Purchase basket, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(rewards);
        ArgumentNullException.ThrowIfNull(basket);
        return
        [
            .. rewards.Open
                .Where(reward => reward.StatusOn(today) == RewardStatus.Open && CanUse(reward.Terms(versions), basket))
                .Select(reward => new UsableReward(reward, TakenOff(reward.Terms(versions).Value, basket)))
                .OrderByDescending(usable => usable.TakesOff ?? -1)
                .ThenBy(usable => usable.Reward.ExpiresOn)
                .ThenBy(usable => usable.Reward.Code.Stored, StringComparer.Ordinal),
        ];
    }

    private static bool CanUse(RewardTerms terms, Purchase basket) =>
        (terms.Stores.IsEmpty || terms.Stores.Contains(basket.Store))
        && basket.Amount > 0
        && !(basket.Amount < terms.MinSpend)
        && (basket.Lines.IsEmpty || terms.Value is not RewardValue.Item { Name: { } item } || Lines(item, basket).Any());

    /// <summary>Half a unit is rounded up.</summary>
    private static long? TakenOff(RewardValue value, Purchase basket) => value switch
    {
        RewardValue.Amount amount => Math.Min(amount.Value, basket.Amount),
        RewardValue.Percent percent => ((basket.Amount * percent.Value) + (Percent / 2)) / Percent,
        RewardValue.Item { Name: { } item } when !basket.Lines.IsEmpty => Lines(item, basket).Min(PriceOfOne),
        _ => null,
    };

    private static IEnumerable<Line> Lines(string item, Purchase basket) =>
        basket.Lines.Where(line => line.Amount > 0 && (line.Category.ToString() == item || line.Sku == item));

    private static long PriceOfOne(Line line) => Math.Min(line.Amount, ((2 * line.Amount) + line.Quantity) / (2 * line.Quantity));
}
