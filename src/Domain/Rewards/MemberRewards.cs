using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Standings;
using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>What deciding on rewards needs to know of those that a member has had.</summary>
public sealed record MemberRewards
{
    /// <summary>The most rewards that a member may have open. What is earned past it is owed until one is used or expires.
    /// </summary>
    public const int MaxOpen = 400;

    public static MemberRewards None { get; } = new();

    /// <summary>How many were issued by key, but for the revoked ones; withheld ones count.</summary>
    public ImmutableSortedDictionary<RewardKey, long> Issued { get; init; } = ImmutableSortedDictionary<RewardKey, long>.Empty;

    /// <summary>The open and held ones, in the order of issue; some may have expired since.</summary>
    public ImmutableArray<Reward> Open { get; init; } = [];

    /// <summary>How many more are to be issued that did not fit yet.</summary>
    public long Owed { get; init; }

    /// <summary>How many were withheld, by key.</summary>
    public ImmutableSortedDictionary<RewardKey, long> Withheld { get; init; } = ImmutableSortedDictionary<RewardKey, long>.Empty;

    /// <summary>How many were issued beyond what is entitled and stay all the same, by key: those that two numbers of one person had
    /// together. A later entitlement is set off against them.</summary>
    public ImmutableSortedDictionary<RewardKey, long> Kept { get; init; } = ImmutableSortedDictionary<RewardKey, long>.Empty;

    /// <summary>What was issued in the last month in which anything was that the program limits.</summary>
    public MonthlyCount Monthly { get; init; } = MonthlyCount.None;

    /// <summary>How many of a key have no ground, and may be revoked; below 0: how many are missing or kept.</summary>
    public long Surplus(RewardKey key, Standing standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return Issued.GetValueOrDefault(key) - standing.CountOf(key) - Kept.GetValueOrDefault(key);
    }

    /// <summary>With a reward as it has become: one that is open or held is there, any other is not.</summary>
    public MemberRewards With(Reward changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var others = Open.RemoveAll(reward => reward.Code == changed.Code);
        return this with
        {
            Open = changed.State is not (RewardState.Open or RewardState.Held) ? others
                : others.Length == Open.Length ? others.Insert(others.Count(reward => reward.IssuedAt <= changed.IssuedAt), changed)
                : [.. Open.Select(reward => reward.Code == changed.Code ? changed : reward)],
        };
    }

    public MemberRewards Without(IReadOnlyCollection<Reward> revoked) => this with { Open = [.. Open.Except(revoked)] };

    /// <summary>With rewards that are given and not earned.</summary>
    public MemberRewards Given(IReadOnlyCollection<Reward> given, ProgramVersions versions, LocalDate today) => this with
    {
        Open = [.. Open, .. given],
        Monthly = Monthly.With(given, versions, today),
    };

    public MemberRewards Withholding(IEnumerable<WithheldReward> withheld) => this with
    {
        Withheld = Withheld.SetItems(withheld.Select(reward => KeyValuePair.Create(reward.Key, reward.Number))),
    };
}
