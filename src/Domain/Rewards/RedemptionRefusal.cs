namespace Loyalty.Domain.Rewards;

/// <summary>Why a reward is not redeemed, held, confirmed or cancelled.</summary>
public enum RedemptionRefusal
{
    AlreadyRedeemed,
    Expired,
    Revoked,

    /// <summary>Another redemption has set it apart.</summary>
    Held,

    /// <summary>It is not good at this store.</summary>
    NotHere,

    /// <summary>The basket has nothing that it takes from.</summary>
    NotInBasket,
    BasketTooSmall,
    IdUsedForAnotherCode,

    /// <summary>To confirm what was cancelled.</summary>
    Cancelled,

    /// <summary>It was used on another purchase.</summary>
    OtherPurchase,

    /// <summary>As many rewards as can be are used on the purchase.</summary>
    PurchaseFull,
}
