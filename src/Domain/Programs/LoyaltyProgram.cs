using System.Collections.Immutable;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Programs;

/// <summary>One version of the program that a marketer edits (CONTRACT section 2). Built by src/Wire, which refuses a document
/// that breaks a rule; here every reward that is referred to is there. Money is in the currency's minor unit.</summary>
public sealed record LoyaltyProgram
{
    public required string Name { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    public required DateTimeZone Zone { get; init; }

    /// <summary>What happens before it by the clock on the wall belongs to the date before.</summary>
    public LocalTime DayStart { get; init; } = LocalTime.Midnight;

    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>The stores with a zone or a day start of their own.</summary>
    public ImmutableDictionary<StoreId, StoreRules> Stores { get; init; } = ImmutableDictionary<StoreId, StoreRules>.Empty;

    public ImmutableArray<Closure> Closures { get; init; } = [];

    /// <summary>Categories that earn no spend.</summary>
    public ImmutableHashSet<Category> ExcludedCategories { get; init; } = [];

    /// <summary>A date is a visit from this spend on; discounts count too.</summary>
    public long VisitMinSpend { get; init; } = 1;

    public required TierRules Tiers { get; init; }

    public ImmutableArray<StreakRules> Streaks { get; init; } = [];

    public ImmutableArray<StampRules> Stamps { get; init; } = [];

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, RewardTerms> Rewards { get; init; } =
        ImmutableSortedDictionary.Create<string, RewardTerms>(StringComparer.Ordinal);

    /// <summary>Nothing dated before it earns a reward.</summary>
    public LocalDate? RewardsSince { get; init; }

    /// <summary>Whether publishing this version judges the tiers of earlier dates anew.</summary>
    public bool RecomputesTiers { get; init; }

    /// <summary>Whether a reward is given back when nothing is left of the purchase that it was used on.</summary>
    public bool ReopensUsedRewards { get; init; }

    /// <summary>After so many months without a word of a member they are erased; null: members are kept.</summary>
    public int? RetentionMonths { get; init; }

    /// <summary>Null: customers get no messages.</summary>
    public MessageRules? Messages { get; init; }

    /// <summary>The date on which something counts that happened at this store then.</summary>
    public LocalDate DateAt(StoreId store, Instant at)
    {
        var rules = Stores.GetValueOrDefault(store);
        return DateAt(rules?.Zone ?? Zone, rules?.DayStart ?? DayStart, at);
    }

    /// <summary>The date in the program's zone: "today" where nothing else is said.</summary>
    public LocalDate Today(Instant now) => now.InZone(Zone).Date;

    /// <summary>When a date begins in the program's zone.</summary>
    public Instant StartOf(LocalDate date) => StartOf(date, Zone);

    /// <summary>The first instant of a date; of one that the zone skips whole (Apia's 30 December 2011), that of the next.</summary>
    internal static Instant StartOf(LocalDate date, DateTimeZone zone)
    {
        var midnight = zone.MapLocal(date.AtMidnight());
        return midnight.Count == 0 ? midnight.LateInterval.Start : midnight.First().ToInstant();
    }

    internal static LocalDate DateAt(DateTimeZone zone, LocalTime dayStart, Instant at)
    {
        var onTheWall = at.InZone(zone).LocalDateTime;
        return onTheWall.TimeOfDay < dayStart ? onTheWall.Date.PlusDays(-1) : onTheWall.Date;
    }
}
