namespace Loyalty.Domain.Purchases;

/// <summary>The history after an event, and the purchase that it was or that it took from, where the ledger has that.</summary>
public sealed record Counted(History History, CountedPurchase? Purchase);
