using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>A date on which a member's tier is another than on the day before, by its id.</summary>
/// <param name="Version">The version in force on the date, of which <paramref name="To"/> is a level.</param>
public sealed record TierChange(LocalDate On, Level From, Level To, ProgramVersion Version, TierChangeCause Cause);
