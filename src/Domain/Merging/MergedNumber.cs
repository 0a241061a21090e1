using System.Collections.Immutable;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Merging;

/// <summary>A number that was merged into a member, and what is needed to undo it.</summary>
public sealed record MergedNumber
{
    public required MergeId Id { get; init; }

    public required MemberId From { get; init; }

    /// <summary>The number, and those that had been merged into it before.</summary>
    public required ImmutableArray<MemberId> Numbers { get; init; }

    public required Instant At { get; init; }

    /// <summary>The name of the key that it came with.</summary>
    public required string By { get; init; }

    /// <summary>For staff; null where they gave none.</summary>
    public string? Reason { get; init; }

    /// <summary>The member's consent without the number.</summary>
    public Consent ConsentBefore { get; init; } = Consent.None;

    /// <summary>What both came to.</summary>
    public Consent ConsentAfter { get; init; } = Consent.None;

    /// <summary>The fields of the profile that the member had not told, and the number had.</summary>
    public ImmutableArray<string> Filled { get; init; } = [];

    /// <summary>What earlier merges had left of rewards that nothing revokes.</summary>
    public ImmutableSortedDictionary<RewardKey, long> KeptBefore { get; init; } = ImmutableSortedDictionary<RewardKey, long>.Empty;

    /// <summary>Whether the merge is undone and only copies of the number's rows are left.</summary>
    public bool IsLeaving { get; init; }

    /// <summary>Whether a reward came with the number.</summary>
    public bool Has(Reward reward)
    {
        ArgumentNullException.ThrowIfNull(reward);
        return reward.From is { } from && Numbers.Contains(from);
    }

    /// <summary>How many rewards, by key, the number takes along as it leaves.</summary>
    public ImmutableSortedDictionary<RewardKey, long> Returned { get; init; } = ImmutableSortedDictionary<RewardKey, long>.Empty;
}
