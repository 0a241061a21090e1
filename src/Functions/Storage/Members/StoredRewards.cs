using System.Collections.Immutable;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;

namespace Loyalty.Functions.Storage.Members;

/// <summary>The rewards of a member in the row "member": counts by key, and the open ones in the order of issue.</summary>
internal sealed record StoredRewards(SortedDictionary<string, long> Issued, ImmutableArray<StoredReward> Open)
{
    public static StoredRewards Of(MemberRewards rewards) => new(
        new(rewards.Issued.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value), StringComparer.Ordinal),
        [.. rewards.Open.Select(StoredReward.Of)]);

    public MemberRewards ToRewards(long owed) => new()
    {
        Issued = Issued.ToImmutableSortedDictionary(pair => RewardKey.Stored(pair.Key), pair => pair.Value),
        Open = [.. Open.Select(reward => reward.ToReward())],
        Owed = owed,
    };
}
