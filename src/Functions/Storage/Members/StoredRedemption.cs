using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Functions.Storage.Members;

/// <summary>The redemption that has a reward, in the row "member". A name here is a stored name.</summary>
internal sealed record StoredRedemption(
    string Id, string Store, Instant At, Instant? HeldUntil, Instant? RedeemedAt, long? Discount, string? Purchase)
{
    public static StoredRedemption Of(Redemption redemption) => new(
        redemption.Id.ToString(),
        redemption.Store.ToString(),
        redemption.At,
        redemption.HeldUntil,
        redemption.RedeemedAt,
        redemption.Discount,
        redemption.Purchase?.ToString());

    public Redemption ToRedemption(RewardCode code, string termsId) => new()
    {
        Id = RedemptionId.Parse(Id),
        Code = code,
        TermsId = termsId,
        Store = StoreId.Parse(Store),
        At = At,
        HeldUntil = HeldUntil,
        RedeemedAt = RedeemedAt,
        Discount = Discount,
        Purchase = Purchase is null ? null : EventId.Parse(Purchase),
    };
}
