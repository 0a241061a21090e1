using NodaTime;

namespace Loyalty.Domain.Outreach;

/// <summary>A level and the date from which it is no longer held.</summary>
public sealed record TierEnd(string Level, LocalDate Until);
