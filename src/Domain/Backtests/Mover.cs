using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Backtests;

/// <summary>A member who moves from a level of the current program to one of the draft; their ids.</summary>
/// <param name="Until">Of one who moves down: when the tier would be lower if the draft were published on the last date and nothing more
/// bought, for what was reached is held to its lapse; null where it never would.</param>
public sealed record Mover(MemberId Member, string From, string To, LocalDate? Until = null);
