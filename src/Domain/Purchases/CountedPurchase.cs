using NodaTime;

namespace Loyalty.Domain.Purchases;

/// <summary>A purchase in the ledger, the date that it was given at receipt, and what its refunds come to.</summary>
public sealed record CountedPurchase(Purchase Purchase, LocalDate Date, Refunds Refunds)
{
    public PurchaseLeft Left => PurchaseLeft.Of(Purchase, Refunds);
}
