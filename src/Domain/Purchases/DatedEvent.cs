using NodaTime;

namespace Loyalty.Domain.Purchases;

/// <summary>An event in a ledger, and the date that it was given at receipt.</summary>
public readonly record struct DatedEvent(PurchaseEvent Event, LocalDate Date);
