using System.Collections.Immutable;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>The dates that earned the rewards under a key, rising, and how many each.</summary>
public sealed record EarnedDates(RewardKey Key, ImmutableArray<(LocalDate On, long Count)> Dates);
