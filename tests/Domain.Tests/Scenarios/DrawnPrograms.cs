using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Scenarios;

/// <summary>Programs with something of everything, and versions of them. Ids come from so few that versions share them.</summary>
internal sealed class DrawnPrograms(Draw draw, DrawnDates dates)
{
    public static readonly string[] RewardIds = ["now", "soon", "late"];
    public static readonly string[] CategoryIds = ["coffee", "bakery", "a.b", "Zine"];
    public static readonly string[] StoreIds = ["s1", "s2", "s3"];

    private static readonly DateTimeZone[] Zones =
    [
        .. new[] { "Europe/Riga", "Europe/Lisbon", "America/Sao_Paulo", "Pacific/Apia", "Australia/Lord_Howe", "UTC" }
            .Select(id => DateTimeZoneProviders.Tzdb[id]),
    ];

    private readonly DrawnTiers tiers = new(draw);

    public ImmutableArray<(LocalDate From, LoyaltyProgram Program)> Versions(int count)
    {
        var versions = new List<(LocalDate From, LoyaltyProgram Program)> { (dates.Any(), Any()) };
        while (versions.Count < count)
        {
            var from = versions.Count > 1 && draw.Chance(20) ? versions[^1].From : dates.Next();
            versions.Add((from, Changed(versions[^1].Program)));
        }

        return [.. versions];
    }

    private LoyaltyProgram Any() => WithRewards(Some.Program(tiers.Any()) with
    {
        Zone = draw.OneOf(Zones),
        DayStart = TimeOfDay(),
        WeekStart = draw.OneOf(IsoDayOfWeek.Monday, IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday, IsoDayOfWeek.Saturday),
        Stores = Stores(),
    });

    /// <summary>A version that may follow: what dates events stays, but that a store is added.</summary>
    public LoyaltyProgram Changed(LoyaltyProgram program) => WithRewards(program with
    {
        Tiers = draw.Chance(30) ? program.Tiers : tiers.Changed(program.Tiers),
        Stores = Stores().SetItems(program.Stores),
        RecomputesTiers = draw.Chance(40),
    });

    private LoyaltyProgram WithRewards(LoyaltyProgram program) => program with
    {
        Closures = [.. draw.Chance(50) ? [] : Closures()],
        ExcludedCategories = [.. draw.Some(1, CategoryIds).Select(Category.Parse)],
        VisitMinSpend = draw.OneOf(0, 1, 1, 50, 100),
        Streaks = [.. draw.Some(3, "one", "two", "three").Select(Streak)],
        Stamps = [.. draw.Some(2, "cup", "come").Select(Stamp)],
        Rewards = ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            RewardIds.Select((id, place) => KeyValuePair.Create(id, Some.Reward(id, place == 0 ? 0 : draw.OneOf(0, 1, 7, 30))))),
        RewardsSince = draw.Chance(20) ? dates.Any() : null,
    };

    private IEnumerable<Closure> Closures()
    {
        if (draw.Chance(5))
        {
            return Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).Select(day => new Closure.Weekly(day));
        }

        return Enumerable.Range(0, draw.Between(1, 6)).Select(Closure (_) =>
        {
            var from = dates.Any();
            return draw.Between(0, 4) switch
            {
                0 => new Closure.Weekly((IsoDayOfWeek)draw.Between(1, 7)),
                1 => new Closure.Dates(from, from),
                2 => new Closure.Dates(from, from.PlusDays(draw.Between(0, 20))),
                3 => new Closure.Dates(from.With(DateAdjusters.StartOfMonth), from.With(DateAdjusters.EndOfMonth)),
                _ => new Closure.Dates(from, from.PlusMonths(draw.Between(1, 4))),
            };
        });
    }

    private StreakRules Streak(string id)
    {
        var period = draw.OneOf(PeriodKind.Day, PeriodKind.Week, PeriodKind.Month);
        return new StreakRules
        {
            Id = id,
            Name = id,
            Period = period,
            Visits = period == PeriodKind.Day ? 1 : draw.OneOf(1, 1, 2, 3),
            Freezes = draw.OneOf(0, 0, 1, 2, 5, 366),
            Milestones =
            [
                .. draw.Some(3, 1, 2, 3, 4, 6).Select(length => new Milestone(length, draw.OneOf(RewardIds), draw.Chance(70))),
            ],
        };
    }

    private StampRules Stamp(string id) => new()
    {
        Id = id,
        Name = id,
        Category = draw.Chance(60) ? Category.Parse(draw.OneOf(CategoryIds)) : null,
        Every = draw.OneOf(1, 2, 3, 5, 9),
        MaxPerDay = draw.Chance(40) ? draw.OneOf(1, 2, 4) : null,
        Reward = draw.OneOf(RewardIds),
    };

    private ImmutableDictionary<StoreId, StoreRules> Stores() =>
        draw.Some(2, StoreIds).ToImmutableDictionary(
            StoreId.Parse,
            _ => new StoreRules(draw.Chance(60) ? draw.OneOf(Zones) : null, draw.Chance(50) ? TimeOfDay() : null));

    private LocalTime TimeOfDay() =>
        draw.OneOf(LocalTime.Midnight, LocalTime.Midnight, new LocalTime(3, 30), new LocalTime(4, 0), new LocalTime(23, 59));
}
