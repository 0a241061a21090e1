using Loyalty.Domain.Rewards;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>reward:CODE</c>: the reward through all its life.</summary>
internal static class RewardRow
{
    public static Write Write(Reward reward)
    {
        var stored = StoredReward.Of(reward);
        return new Write.Put(MemberKeys.Reward(reward.Code), new Fields
        {
            { "key", stored.Key },
            { "earnedOn", stored.EarnedOn },
            { "reward", stored.Reward },
            { "version", stored.Version },
            { "issuedAt", stored.IssuedAt },
            { "expiresOn", stored.ExpiresOn },
            { "revokedAt", stored.RevokedAt },
        });
    }

    public static Reward Read(Row row) => new StoredReward(
        row.Key[MemberKeys.RewardsFrom.Length..],
        row.Fields.Text("key")!,
        row.Fields.Text("earnedOn")!,
        row.Fields.Text("reward")!,
        (int)row.Fields.Number("version")!.Value,
        row.Fields.Text("issuedAt")!,
        row.Fields.Text("expiresOn")!,
        row.Fields.Text("revokedAt")).ToReward();
}
