using NodaTime;

namespace Loyalty.Domain.Purchases;

/// <summary>What a member's standing purchases of a date come to, after refunds.</summary>
/// <param name="Amount">Minor units.</param>
public readonly record struct DateTotal(LocalDate Date, int Purchases, long Amount);
