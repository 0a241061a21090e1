using System.Collections.Immutable;
using Loyalty.Domain.Standings;

namespace Loyalty.Domain.Rewards;

/// <summary>What deciding on rewards needs to know of those that a member has had.</summary>
public sealed record MemberRewards
{
    /// <summary>The most rewards that a member may have open. What is earned past it is owed until one is used or expires.
    /// </summary>
    public const int MaxOpen = 400;

    public static MemberRewards None { get; } = new();

    /// <summary>How many were issued by key, but for the revoked ones.</summary>
    public ImmutableSortedDictionary<RewardKey, long> Issued { get; init; } = ImmutableSortedDictionary<RewardKey, long>.Empty;

    /// <summary>The open ones, in the order of issue; some may have expired since.</summary>
    public ImmutableArray<Reward> Open { get; init; } = [];

    /// <summary>How many more are to be issued that did not fit yet.</summary>
    public long Owed { get; init; }
}
