using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>A purchase that may still be thanked for.</summary>
/// <param name="Date">The date that it was given at receipt.</param>
/// <param name="Left">What is left of its amount, all categories; minor units. Null where it does not stand.</param>
/// <param name="Thanked">Whether a thank-you note has gone for it, whatever the reason.</param>
public sealed record RecentPurchase(EventId Id, Instant At, LocalDate Date, long? Left, bool Thanked);
