using NodaTime;

namespace Loyalty.Domain.Programs;

/// <summary>When nothing is sent, by the clock on the member's wall: from one time up to, not including, another, past midnight
/// where that is earlier. The two differ.</summary>
public sealed record QuietHours(LocalTime From, LocalTime To);
