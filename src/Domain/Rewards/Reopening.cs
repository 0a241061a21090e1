using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>What becomes of a reward that was used on a purchase when that comes back.</summary>
public static class Reopening
{
    /// <summary>How many days, counted from the day on which it is reopened, a reward is good for at least.</summary>
    public const int DaysLeft = 7;

    /// <summary>Whether the rewards used on a purchase are given back: always where it is voided, and where nothing is left of it
    /// if the program in force on its date says so. A refund of a part leaves a purchase that the reward was good for. It follows
    /// from what there is, so that it does not matter what came first.</summary>
    /// <param name="purchase">Null where the ledger does not have it yet.</param>
    /// <param name="refunds">What refunds and voids of it come to so far.</param>
    public static bool IsDue(CountedPurchase? purchase, Refunds refunds, ProgramVersions versions)
    {
        ArgumentNullException.ThrowIfNull(refunds);
        ArgumentNullException.ThrowIfNull(versions);
        return refunds.Voided
            || (purchase is { Left.Stands: false } && versions.On(purchase.Date).Program.ReopensUsedRewards);
    }

    /// <summary>The reward open again, and its redemption; null where that redemption is not what has become of it.</summary>
    /// <param name="today">In the program's zone.</param>
    public static RedemptionDecision.Done? Decide(Reward reward, UsedReward used, Instant now, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(reward);
        return reward.State is RewardState.Redeemed { By: var by } && by.Id == used.Redemption
            ? new(
                reward with
                {
                    State = RewardState.Open.Instance,
                    ExpiresOn = LocalDate.Max(reward.ExpiresOn, today.PlusDays(DaysLeft)),
                },
                by with { ReopenedAt = now })
            : null;
    }
}
