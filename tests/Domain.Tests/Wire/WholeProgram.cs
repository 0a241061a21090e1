using System.Text;
using System.Text.Json.Nodes;

namespace Loyalty.Domain.Tests.Wire;

/// <summary>A program that has every field that there is.</summary>
internal static class WholeProgram
{
    public const string Text = """
        {
          "$schema": "program.schema.json",
          "name": "Bean & Leaf", "currency": "EUR", "zone": "Europe/Riga", "dayStart": "03:00", "weekStart": "sunday",
          "stores": { "lisbon-1": { "zone": "Europe/Lisbon", "dayStart": "04:00" } },
          "closures": [ "2026-12-25", { "from": "2027-07-01", "to": "2027-07-14" }, "sunday" ],
          "earn": { "excludeCategories": [ "tobacco" ] },
          "visit": { "minSpend": 200 },
          "tiers": {
            "window": { "kind": "rolling", "months": 11 }, "keep": { "months": 13 }, "softLanding": true,
            "levels": [
              { "id": "bronze", "name": "Bronze", "benefits": [ "A smile" ] },
              { "id": "silver", "name": "Silver", "spend": 30000, "reward": "tenOff", "benefits": [ "Free oat milk", "A seat" ] },
              { "id": "gold", "name": "Gold", "spend": 100000, "visits": 50, "require": "all", "reward": "fiver", "repeat": { "months": 12 } }
            ]
          },
          "streaks": [
            { "id": "weekly", "name": "Week after week", "period": "week", "visits": 2, "freezes": 1,
              "milestones": [ { "length": 4, "reward": "coffee" }, { "length": 52, "reward": "fiver", "repeat": false } ] }
          ],
          "stamps": [
            { "id": "cups", "name": "Tenth coffee free", "count": "units", "category": "coffee", "every": 9, "maxPerDay": 4, "reward": "coffee" }
          ],
          "rewards": {
            "coffee": { "name": "A free coffee", "kind": "item", "item": "coffee", "validFor": { "days": 60 }, "cost": 80,
              "perMemberMonth": 3, "budgetMonth": 8000 },
            "tenOff": { "name": "10% off", "kind": "percent", "percent": 10, "validFor": { "days": 30 }, "issueAfter": { "days": 14 },
              "categories": [ "coffee" ], "maxDiscount": 700, "cost": 250 },
            "fiver": { "name": "5 euro off", "kind": "amount", "amount": 500, "validFor": { "days": 90 }, "minSpend": 1500,
              "stores": [ "riga-1" ], "cost": 500 }
          },
          "rewardsSince": "2026-01-01",
          "refunds": { "usedReward": "reopen" },
          "messages": {
            "from": "Bean & Leaf <hello@example.com>",
            "quietHours": { "from": "21:00", "to": "09:00" }, "cap": { "max": 2, "days": 7 },
            "welcome": { }, "activation": { "afterDays": 14 },
            "tierUpgrade": { }, "tierExpiring": { "daysBefore": 29 },
            "thankYou": { "after": { "hours": 5 }, "when": { "firstPurchase": true, "everyVisits": 10, "spendAtLeast": 5000 },
              "atMostEvery": { "days": 28 }, "askFeedback": true, "holdoutPercent": 6 },
            "winBack": { "steps": [ { "afterDays": 45, "reward": "tenOff" }, { "afterDays": 95, "reward": "fiver" } ], "minVisits": 2,
              "holdoutPercent": 15 },
            "rewardExpiring": { "daysBefore": 8 }, "birthday": { "reward": "coffee" },
            "almostThere": { "withinPercent": 20, "holdoutPercent": 16 }
          },
          "onPublish": { "tiers": "recompute" }
        }
        """;

    /// <summary>The document with another value at a place, which need not be there yet; JSON, null takes it out.</summary>
    public static byte[] With(string pointer, string? json) => With((pointer, json));

    public static byte[] With(params (string Pointer, string? Json)[] edits)
    {
        var document = JsonNode.Parse(Text)!;
        foreach (var (pointer, json) in edits)
        {
            Set(document, pointer, json);
        }

        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    /// <summary>Every place that holds a value and no others, with the value.</summary>
    public static IEnumerable<(string Pointer, JsonNode Value)> Leaves() => Leaves("", JsonNode.Parse(Text)!);

    private static IEnumerable<(string Pointer, JsonNode Value)> Leaves(string pointer, JsonNode node) => node switch
    {
        JsonObject { Count: > 0 } found => found.SelectMany(field => Leaves($"{pointer}/{field.Key}", field.Value!)),
        JsonArray array => array.SelectMany((item, index) => Leaves($"{pointer}/{index}", item!)),
        _ => [(pointer, node)],
    };

    private static void Set(JsonNode document, string pointer, string? json)
    {
        var steps = pointer.Split('/')[1..];
        var place = steps[..^1].Aggregate(document, (node, step) => node is JsonArray array ? array[int.Parse(step)]! : node[step]!);
        switch (place)
        {
            case JsonArray array when json is null:
                array.RemoveAt(int.Parse(steps[^1]));
                break;
            case JsonArray array when int.Parse(steps[^1]) == array.Count:
                array.Add(JsonNode.Parse(json!));
                break;
            case JsonArray array:
                array[int.Parse(steps[^1])] = JsonNode.Parse(json!);
                break;
            case JsonObject found when json is null:
                found.Remove(steps[^1]);
                break;
            default:
                place[steps[^1]] = JsonNode.Parse(json!);
                break;
        }
    }
}
