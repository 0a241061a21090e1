using System.Globalization;

namespace Loyalty.Torture.Shop;

/// <summary>The program of a shop that has everything, and what is changed of it when it is published again.</summary>
internal static class ShopProgram
{
    /// <summary>The rewards that have a month's budget: what one costs, and the budget.</summary>
    public static IReadOnlyDictionary<string, (long Cost, long Budget)> Budgets { get; } =
        new Dictionary<string, (long, long)> { ["treat"] = (120, 6_000), ["fiver"] = (500, 50_000) };

    /// <summary>The n-th version, which no other one is the same as; what it changes is drawn.</summary>
    public static string Draw(int number, Random random) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "name": "{{Name(number)}}", "currency": "GBP", "zone": "Europe/London",
          "stores": { "lisbon-1": { "zone": "Europe/Lisbon", "dayStart": "04:00" } },
          "closures": [ "saturday", { "from": "2011-12-24", "to": "2012-01-03" } ],
          "earn": { "excludeCategories": [ "tobacco" ] },
          "visit": { "minSpend": {{random.Next(5, 20) * 100}} },
          "tiers": {
            "window": { "kind": "rolling", "months": 12 }, "keep": { "months": 12 }, "softLanding": true,
            "levels": [
              { "id": "member", "name": "Member" },
              { "id": "silver", "name": "Silver", "spend": {{random.Next(60, 90) * 1_000}}, "reward": "fiver" },
              { "id": "gold", "name": "Gold", "spend": 250000, "visits": {{random.Next(10, 14)}}, "reward": "tenOff", "repeat": { "months": 12 } },
              { "id": "platinum", "name": "Platinum", "spend": 1000000, "reward": "hamper", "repeat": { "months": 12 } }
            ]
          },
          "streaks": [
            { "id": "monthly", "name": "Month after month", "period": "month", "visits": 1, "freezes": 1,
              "milestones": [ { "length": 3, "reward": "fiver" }, { "length": 6, "reward": "tenOff" }, { "length": 12, "reward": "hamper", "repeat": false } ] }
          ],
          "stamps": [
            { "id": "visits", "name": "Every few visits bring a treat", "count": "visits", "every": {{random.Next(4, 9)}}, "maxPerDay": 1, "reward": "treat" },
            { "id": "tea", "name": "Tenth tea free", "count": "units", "category": "tea", "every": {{random.Next(6, 12)}}, "maxPerDay": 4, "reward": "tea" }
          ],
          "rewards": {
            "tea": { "name": "A free tea", "kind": "item", "item": "tea", "validFor": { "days": 60 }, "cost": 80 },
            "treat": { "name": "An ornament", "kind": "item", "item": "ornament", "validFor": { "days": 90 }, "cost": {{Budgets["treat"].Cost}}, "budgetMonth": {{Budgets["treat"].Budget}} },
            "fiver": { "name": "5 pounds off", "kind": "amount", "amount": 500, "validFor": { "days": 90 }, "cost": {{Budgets["fiver"].Cost}}, "budgetMonth": {{Budgets["fiver"].Budget}}, "perMemberMonth": 2 },
            "tenOff": { "name": "10% off", "kind": "percent", "percent": 10, "validFor": { "days": 60 }, "issueAfter": { "days": 14 } },
            "hamper": { "name": "A hamper", "kind": "item", "item": "hamper", "validFor": { "days": 180 } }
          },
          "messages": {
            "from": "The Gift Shop <hello@example.com>",
            "quietHours": { "from": "20:00", "to": "08:00" }, "cap": { "max": 3, "days": 2 },
            "welcome": { }, "activation": { "afterDays": 3 },
            "tierUpgrade": { }, "tierExpiring": { "daysBefore": 30 },
            "thankYou": { "after": { "hours": 2 }, "when": { "firstPurchase": true, "everyVisits": 3, "spendAtLeast": 20000 }, "askFeedback": true, "holdoutPercent": 5 },
            "winBack": { "steps": [ { "afterDays": 3, "reward": "treat" }, { "afterDays": 8, "reward": "fiver" } ], "minVisits": 2, "holdoutPercent": 10 },
            "rewardExpiring": { "daysBefore": 14 }, "birthday": { "reward": "treat" }, "almostThere": { "withinPercent": 10 }
          }
        }
        """);

    /// <summary>What tells one version from the others.</summary>
    public static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"The Gift Shop {number}");
}
