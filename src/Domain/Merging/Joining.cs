using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Merging;

/// <summary>A member from the moment on at which a number is theirs, too.</summary>
public static class Joining
{
    /// <param name="old">The number's member, as they were when the merge began.</param>
    /// <param name="joint">What the events of both come to.</param>
    /// <param name="by">The name of the key that it came with.</param>
    public static Member Join(
        ProgramVersions versions, Member kept, Member old, History joint, MergeId merge, string by, string? reason, Instant now)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(joint);
        var today = versions.Newest.Today(now);
        var standing = Standing.Evaluate(versions, joint, today);
        var onLast = Standing.Evaluate(versions, joint, LocalDate.Max(today, joint.LastDate ?? today));
        var (profile, filled) = FilledProfile.Of(kept.Profile, old.Profile);
        var consent = StrictestConsent.Of(kept.Consent, old.Consent);
        var rewards = Of(kept.Rewards, old.Rewards, old.Id);
        return kept with
        {
            Profile = filled.IsEmpty ? kept.Profile : profile,
            Consent = consent,
            History = joint,
            HasJointLedger = true,
            Rewards = rewards with { Kept = Surplus(rewards, onLast) },
            Outreach = JoinedOutreach.Of(kept, old, joint, standing),
            SeenAt = old.SeenAt is { } seen ? kept.Seen(seen).SeenAt : kept.SeenAt,
            Merged = kept.Merged.Add(new()
            {
                Id = merge,
                From = old.Id,
                Numbers = old.Numbers,
                At = now,
                By = by,
                Reason = reason,
                ConsentBefore = kept.Consent,
                ConsentAfter = consent,
                Filled = filled,
                KeptBefore = kept.Rewards.Kept,
            }),
        };
    }

    private static MemberRewards Of(MemberRewards kept, MemberRewards old, MemberId from) => kept with
    {
        Issued = old.Issued.Aggregate(
            kept.Issued, (sums, issued) => sums.SetItem(issued.Key, sums.GetValueOrDefault(issued.Key) + issued.Value)),
        Open =
        [
            .. kept.Open
                .Concat(old.Open.Select(reward => reward with { From = reward.From ?? from }))
                .OrderBy(reward => reward.IssuedAt),
        ],
        Monthly = kept.Monthly.And(old.Monthly),
    };

    /// <summary>What both were issued beyond what they are entitled to together: nobody loses a reward by being one person.</summary>
    private static ImmutableSortedDictionary<RewardKey, long> Surplus(MemberRewards rewards, Standing standing) => rewards.Issued
        .Select(issued => KeyValuePair.Create(issued.Key, issued.Value - standing.CountOf(issued.Key)))
        .Where(surplus => surplus.Value > 0)
        .ToImmutableSortedDictionary();
}
