using NodaTime;

namespace Loyalty.Domain.Programs;

/// <summary>A store with a zone or day start of its own; what is null is the program's.</summary>
public sealed record StoreRules(DateTimeZone? Zone, LocalTime? DayStart);
