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
    /// <summary>Best first, and of those that take off the same the one that ends first; those of which it is not known come last.</summary>
    /// <param name="basket">What would be paid without them.</param>
    /// <param name="today">At the store.</param>
    public static ImmutableArray<UsableReward> Of(
        ProgramVersions versions, MemberRewards rewards, Purchase basket, Instant now, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(rewards);
        ArgumentNullException.ThrowIfNull(basket);
        return
        [
            .. rewards.Open
                .Where(reward => reward.StatusAt(now, today) == RewardStatus.Open)
                .Select(reward => (Reward: reward, Discount: Discount(reward.Terms(versions), basket)))
                .Where(one => one.Discount is not null)
                .Select(one => new UsableReward(one.Reward, one.Discount!.Discount))
                .OrderByDescending(usable => usable.TakesOff ?? -1)
                .ThenBy(usable => usable.Reward.ExpiresOn)
                .ThenBy(usable => usable.Reward.Code.Stored, StringComparer.Ordinal),
        ];
    }

    private static Discounting.Given? Discount(RewardTerms terms, Purchase basket) =>
        (terms.Stores.IsEmpty || terms.Stores.Contains(basket.Store)) && basket.Amount > 0
            ? Discounting.Decide(terms, new(basket.Amount, basket.Lines)) as Discounting.Given
            : null;
}
