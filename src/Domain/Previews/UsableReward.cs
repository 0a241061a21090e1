using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using NodaTime;

namespace Loyalty.Domain.Previews;

/// <summary>An open reward that a basket could use, and what it takes off; minor units.</summary>
public sealed record UsableReward(Reward Reward, long TakesOff)
{
    /// <summary>Best first, and of those that take off the same the one that ends first.</summary>
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
                .Where(reward => reward.StatusOn(today) == RewardStatus.Open)
                .Select(reward => (reward, off: TakenOff(reward.Terms(versions), basket)))
                .Where(usable => usable.off is not null)
                .Select(usable => new UsableReward(usable.reward, usable.off!.Value))
                .OrderByDescending(usable => usable.TakesOff)
                .ThenBy(usable => usable.Reward.ExpiresOn)
                .ThenBy(usable => usable.Reward.Code.Stored, StringComparer.Ordinal),
        ];
    }

    /// <summary>Null where the terms do not let the basket use it.</summary>
    private static long? TakenOff(RewardTerms terms, Purchase basket) =>
        (!terms.Stores.IsEmpty && !terms.Stores.Contains(basket.Store)) || basket.Amount < terms.MinSpend ? null : terms.Value switch
        {
            RewardValue.Amount amount => Math.Min(amount.Value, basket.Amount),
            // Rounded down: never more than the terms say.
            RewardValue.Percent percent => (long)((Int128)basket.Amount * percent.Value / 100),
            RewardValue.Item { Name: { } name } when !basket.Lines.IsEmpty => Cheapest(name, basket),
            _ => 0,
        };

    private static long? Cheapest(string item, Purchase basket) => basket.Lines
        .Where(line => line.Category.ToString() == item)
        .Select(line => (long?)(line.Amount / line.Quantity))
        .Min();
}
