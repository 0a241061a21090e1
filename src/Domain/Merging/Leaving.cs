using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Merging;

/// <summary>A member from the moment on at which a number is no longer theirs, and the number's own from then on.</summary>
public static class Leaving
{
    /// <summary>The kept member without the number. What they were given on the ground of both is then theirs to lose, as after a refund.
    /// </summary>
    /// <param name="old">The number's member, as they were when it was merged.</param>
    /// <param name="remaining">What the events come to that are not the number's.</param>
    /// <param name="taken">The rewards that came with the number, each as it is now and as it was then.</param>
    public static Member Leave(
        Member kept, MergedNumber merged, Member old, JointLedger remaining, IEnumerable<(Reward Now, Reward Then)> taken)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(remaining);
        ArgumentNullException.ThrowIfNull(taken);
        var returned = taken
            .Where(reward => reward is { Now.State: RewardState.Revoked, Then.State: not RewardState.Revoked })
            .Aggregate(old.Rewards.Issued, (counts, revoked) => Less(counts, revoked.Now.Key, 1));
        var profile = FilledProfile.Without(kept.Profile, old.Profile, merged.Filled);
        var theirs = remaining.Purchases.Select(counted => counted.Purchase.Id).ToHashSet();
        return kept with
        {
            Profile = profile == kept.Profile ? kept.Profile : profile,
            Consent = StrictestConsent.Without(kept.Consent, merged),
            History = remaining.History,
            Rewards = kept.Rewards with
            {
                Issued = returned.Aggregate(kept.Rewards.Issued, (counts, pair) => Less(counts, pair.Key, pair.Value)),
                Open = [.. kept.Rewards.Open.Where(reward => !merged.Has(reward))],
                Kept = merged.KeptBefore,
            },
            Outreach = kept.Outreach with
            {
                Recent = [.. kept.Outreach.Recent.Where(purchase => theirs.Contains(purchase.Id))],
            },
            Merged = [.. kept.Merged.Select(one => one == merged ? merged with { IsLeaving = true, Returned = returned } : one)],
        };
    }

    /// <summary>The number's member with all that was theirs, as it has become.</summary>
    /// <param name="kept">The kept member, whom the number has left.</param>
    /// <param name="rewards">All that came with the number, as they are now.</param>
    public static Member TakeBack(Member old, Member kept, MergedNumber merged, IEnumerable<Reward> rewards)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(merged);
        ArgumentNullException.ThrowIfNull(rewards);
        return old with
        {
            Consent = StrictestConsent.Returned(old.Consent, kept.Consent, merged),
            Rewards = old.Rewards with
            {
                Issued = merged.Returned,
                Open =
                [
                    .. rewards
                        .Where(reward => reward.State is RewardState.Open or RewardState.Held)
                        .Select(reward => reward.Returned(old.Id))
                        .OrderBy(reward => reward.IssuedAt),
                ],
            },
        };
    }

    /// <summary>The number's member from the moment on at which it lives again.</summary>
    /// <param name="own">What its events come to, those too that came while it was merged.</param>
    public static Member Revive(ProgramVersions versions, Member old, JointLedger own, Instant now)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(own);
        var seen = own.LastAt is { } at ? old.Seen(at) : old;
        return seen with
        {
            MergedInto = null,
            History = own.History,
            HasJointLedger = true,
            Outreach = RecentPurchases.With(old.Outreach, own.Purchases, versions, now),
            Hints = Looks.None,
            Listed = 0,
        };
    }

    private static ImmutableSortedDictionary<RewardKey, long> Less(
        ImmutableSortedDictionary<RewardKey, long> counts, RewardKey key, long less) =>
        counts.TryGetValue(key, out var count) ? counts.SetItem(key, count - less) : counts;
}
