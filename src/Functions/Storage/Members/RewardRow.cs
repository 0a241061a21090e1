using Loyalty.Domain.Rewards;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>reward:CODE</c>: the reward through all its life, and the redemption that has it, if one has.</summary>
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
            { "reminded", stored.Reminded ? true : null },
            { "from", stored.From },
            { "redemption", stored.Redemption?.Id },
            { "store", stored.Redemption?.Store },
            { "usedAt", Text(stored.Redemption?.At) },
            { "heldUntil", Text(stored.Redemption?.HeldUntil) },
            { "redeemedAt", Text(stored.Redemption?.RedeemedAt) },
            { "discount", stored.Redemption?.Discount },
            { "purchase", stored.Redemption?.Purchase },
        });
    }

    public static Reward Read(Row row)
    {
        var fields = row.Fields;
        var redemption = fields.Text("redemption") is { } id
            ? new StoredRedemption(
                id,
                fields.Text("store")!,
                At(fields, "usedAt")!.Value,
                At(fields, "heldUntil"),
                At(fields, "redeemedAt"),
                fields.Number("discount"),
                fields.Text("purchase"))
            : null;
        return new StoredReward(
            row.Key[MemberKeys.RewardsFrom.Length..],
            fields.Text("key")!,
            fields.Text("earnedOn")!,
            fields.Text("reward")!,
            (int)fields.Number("version")!.Value,
            fields.Text("issuedAt")!,
            fields.Text("expiresOn")!,
            fields.Text("revokedAt"),
            redemption,
            fields.Flag("reminded") ?? false,
            fields.Text("from")).ToReward();
    }

    private static string? Text(Instant? at) => at is { } given ? InstantPattern.ExtendedIso.Format(given) : null;

    private static Instant? At(Fields fields, string name) =>
        fields.Text(name) is { } at ? InstantPattern.ExtendedIso.Parse(at).Value : null;
}
