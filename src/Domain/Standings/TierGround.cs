using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>What a tier rests on: of all that the member reached and still holds at that height, what holds longest.</summary>
/// <param name="ReachedOn">The date on which it was reached.</param>
/// <param name="Reached">The level that was reached then, of the version that judges the date.</param>
/// <param name="Version">That version: the one in force on the date, or a later one that judges earlier tiers anew.</param>
/// <param name="WindowFrom">The first date of the window that ends on the date.</param>
/// <param name="Spend">In that window; minor units.</param>
/// <param name="Visits">In that window.</param>
public sealed record TierGround(
    LocalDate ReachedOn, Level Reached, ProgramVersion Version, LocalDate WindowFrom, long Spend, int Visits);
