using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Portal.Redemptions;

/// <summary>Finds whose reward a redemption is of, by its id. It is written before the member's transaction: one that leads to no
/// redemption is harmless, but that its id is for that code.</summary>
public sealed class RedemptionIndex(IStore store)
{
    private const string Key = "redemption";
    private const string Code = "code";
    private const string Member = "member";

    internal async Task<(RewardCode Code, MemberId Member)?> FindAsync(RedemptionId id, CancellationToken cancellationToken) =>
        await store.ReadAsync(Tables.Redemptions, id.ToString(), Key, cancellationToken) is { } row
            ? (RewardCode.TryParse(row.Fields.Text(Code)) ?? default, MemberId.Parse(row.Fields.Text(Member)!))
            : null;

    /// <summary>Whether the id is new.</summary>
    internal async Task<bool> TryAddAsync(RedemptionId id, RewardCode code, MemberId member, CancellationToken cancellationToken)
    {
        var insert = new Write.Insert(Key, FieldsOf(code, member));
        return await store.CommitAsync(Tables.Redemptions, id.ToString(), [insert], cancellationToken) is CommitResult.Committed;
    }

    /// <summary>Writes anew whose reward a redemption is of.</summary>
    internal Task RestoreAsync(RedemptionId id, RewardCode code, MemberId member, CancellationToken cancellationToken) =>
        store.CommitAsync(Tables.Redemptions, id.ToString(), [new Write.Put(Key, FieldsOf(code, member))], cancellationToken);

    /// <summary>Takes out whose a redemption is, once the member is erased.</summary>
    internal Task ForgetAsync(string id, CancellationToken cancellationToken) =>
        store.DeleteAsync(Tables.Redemptions, id, Key, cancellationToken);

    private static Fields FieldsOf(RewardCode code, MemberId member) => new() { { Code, code.Stored }, { Member, member.ToString() } };
}
