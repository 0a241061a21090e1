using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Storage.Members;

/// <summary>A row <c>redemption:ID</c>: one use of a reward, which stays when the reward goes on to others.</summary>
internal static class RedemptionRow
{
    public static Write Write(Redemption redemption) => new Write.Put(MemberKeys.Redemption(redemption.Id), new Fields
    {
        { "code", redemption.Code.Stored },
        { "reward", redemption.TermsId },
        { "store", redemption.Store.ToString() },
        { "at", Text(redemption.At) },
        { "heldUntil", Text(redemption.HeldUntil) },
        { "discount", redemption.Discount },
        { "purchase", redemption.Purchase?.ToString() },
        { "redeemedAt", Text(redemption.RedeemedAt) },
        { "cancelledAt", Text(redemption.CancelledAt) },
        { "reopenedAt", Text(redemption.ReopenedAt) },
    });

    public static Redemption Read(Row row) => new()
    {
        Id = RedemptionId.Parse(row.Key[MemberKeys.RedemptionsFrom.Length..]),
        Code = RewardCode.TryParse(row.Fields.Text("code")) ?? throw new FormatException("A stored redemption has no good code."),
        TermsId = row.Fields.Text("reward")!,
        Store = StoreId.Parse(row.Fields.Text("store")!),
        At = At(row, "at")!.Value,
        HeldUntil = At(row, "heldUntil"),
        Discount = row.Fields.Number("discount"),
        Purchase = row.Fields.Text("purchase") is { } purchase ? EventId.Parse(purchase) : null,
        RedeemedAt = At(row, "redeemedAt"),
        CancelledAt = At(row, "cancelledAt"),
        ReopenedAt = At(row, "reopenedAt"),
    };

    private static string? Text(Instant? at) => at is { } given ? InstantPattern.ExtendedIso.Format(given) : null;

    private static Instant? At(Row row, string name) =>
        row.Fields.Text(name) is { } at ? InstantPattern.ExtendedIso.Parse(at).Value : null;
}
