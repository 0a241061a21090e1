using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>
/// Where a member stands on a date: a pure function of the program's versions and the member's events (CONTRACT section 3).
/// Money is in the currency's minor unit.
/// </summary>
public sealed partial record Standing
{
    public required LocalDate Date { get; init; }

    /// <summary>The version in force on the date.</summary>
    public required ProgramVersion Version { get; init; }

    /// <summary>The place of the tier among the version's levels, from 0.</summary>
    public required int TierIndex { get; init; }

    public Level Tier => Version.Program.Tiers.Levels[TierIndex];

    /// <summary>The first later date on which the tier would be lower with no more purchases; null where nothing lapses.</summary>
    public required LocalDate? TierUntil { get; init; }

    /// <summary>In the version's window that ends on the date.</summary>
    public required long Spend { get; init; }

    /// <summary>In the version's window that ends on the date.</summary>
    public required int Visits { get; init; }

    public required long LifetimeSpend { get; init; }

    public required int LifetimeVisits { get; init; }

    /// <summary>The last date that was a visit; null where none was.</summary>
    public required LocalDate? LastVisit { get; init; }

    /// <summary>Every streak of the version, in its order.</summary>
    public required ImmutableArray<StreakStanding> Streaks { get; init; }

    /// <summary>Every stamp card of the version, in its order.</summary>
    public required ImmutableArray<StampStanding> Stamps { get; init; }

    /// <summary>The rewards earned in all, by key (ordinal); none that is earned no time.</summary>
    public required ImmutableArray<Entitlement> Entitled { get; init; }

    /// <summary>How often the reward under a key was earned in all.</summary>
    public long CountOf(RewardKey key)
    {
        foreach (var entitlement in Entitled)
        {
            if (entitlement.Key == key)
            {
                return entitlement.Count;
            }
        }

        return 0;
    }
}
