using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Templates.Terms;

/// <summary>A program with as little as there can be, and one with everything, to try templates with.</summary>
internal static class SamplePrograms
{
    private static readonly LoyaltyProgram Least = new()
    {
        Name = "Shop",
        Currency = "EUR",
        Zone = DateTimeZone.Utc,
        VisitMinSpend = 0,
        Tiers = new() { Window = new TierWindow.Lifetime(), Levels = [new() { Id = "a", Name = "A" }] },
    };

    public static ImmutableArray<LoyaltyProgram> All { get; } = [Least, Most()];

    private static LoyaltyProgram Most()
    {
        var days = DateTimeZoneProviders.Tzdb["Europe/Riga"];
        var reward = new RewardTerms
        {
            Id = "r",
            Name = "Reward",
            Value = new RewardValue.Item("coffee"),
            ValidForDays = 1,
            IssueAfterDays = 1,
            MinSpend = 1,
            MaxDiscount = 1,
            PerMemberMonth = 1,
            BudgetMonth = 1,
            Categories = [Category.Parse("coffee")],
            Stores = [StoreId.Parse("s")],
        };
        return Least with
        {
            Zone = days,
            VisitMinSpend = 1,
            Stores = Least.Stores.Add(StoreId.Parse("s"), new(days, new(4, 0))),
            Closures = [new Closure.Weekly(IsoDayOfWeek.Sunday), new Closure.Dates(new(2030, 1, 1), new(2030, 1, 2))],
            ExcludedCategories = [Category.Parse("tobacco")],
            Tiers = new()
            {
                Window = new TierWindow.Rolling(1),
                KeepMonths = 1,
                SoftLanding = true,
                Levels =
                [
                    Least.Tiers.Levels[0],
                    new() { Id = "b", Name = "B", Spend = 1, Visits = 1, Reward = "r", RepeatMonths = 1, Benefits = ["A seat"] },
                ],
            },
            Streaks = [.. Enum.GetValues<PeriodKind>().Select(kind => new StreakRules
            {
                Id = $"{kind}", Name = "Streak", Period = kind, Freezes = 1, Milestones = [new(1, "r", false), new(2, "r")],
            })],
            Stamps = [new() { Id = "c", Name = "Card", Category = Category.Parse("coffee"), Every = 1, MaxPerDay = 1, Reward = "r" }],
            Rewards = Least.Rewards
                .Add("a", reward with { Id = "a", Value = new RewardValue.Amount(1) })
                .Add("p", reward with { Id = "p", Value = new RewardValue.Percent(1) })
                .Add("r", reward),
            RewardsSince = new(2030, 1, 1),
            ReopensUsedRewards = true,
            RecomputesTiers = true,
            Messages = new()
            {
                From = new("Shop", "shop@example.com"),
                QuietHours = new(new(21, 0), new(9, 0)),
                Cap = new(1, 1),
                Welcome = true,
                ActivationAfterDays = 1,
                TierUpgrade = true,
                TierExpiringDaysBefore = 1,
                ThankYou = new()
                {
                    AfterHours = 1, FirstPurchase = true, EveryVisits = 1, SpendAtLeast = 1, AtMostEveryDays = 1, AskFeedback = true,
                    HoldoutPercent = 1,
                },
                WinBack = new() { Steps = [new(1, "r"), new(2, null)], MinVisits = 2, HoldoutPercent = 1 },
                RewardExpiringDaysBefore = 1,
                Birthday = new("r"),
                AlmostThere = new(1, 1),
            },
        };
    }
}
