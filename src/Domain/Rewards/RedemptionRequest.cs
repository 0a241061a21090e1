using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Rewards;

/// <summary>A till asks to redeem a reward, or to hold it.</summary>
/// <param name="Purchase">What it is used on, where the till knows that already.</param>
/// <param name="Basket">Null where the till does not tell; then nobody but the cashier looks at what is in it.</param>
/// <param name="Hold">For how long it is to be held; null: it is redeemed at once.</param>
public sealed record RedemptionRequest(
    RedemptionId Id, RewardCode Code, StoreId Store, EventId? Purchase, Basket? Basket, Duration? Hold)
{
    public const int MaxHoldMinutes = 1_440;
}
