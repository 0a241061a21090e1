namespace Loyalty.Domain.Purchases;

/// <summary>The limits of a purchase event (CONTRACT section 1). Money is in the currency's minor unit.</summary>
public static class PurchaseLimits
{
    public const long MaxAmount = 1_000_000_000_000;
    public const int MaxLines = 500;
    public const int MaxQuantity = 10_000;
    public const int MaxLabelLength = 128;
    public const int MaxHoursAhead = 24;
}
