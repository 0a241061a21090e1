using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Domain.Tests.Scenarios;

/// <summary>A scenario as the documents of the contract, so that a failure can be given to `loyalty standing`.</summary>
internal static class ScenarioJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Scenario scenario)
    {
        var text = new StringBuilder("\n");
        foreach (var (from, program) in scenario.Published)
        {
            text.Append("program @").Append(Iso(from)).Append(": ").Append(Program(program).ToJsonString(Readable)).Append('\n');
        }

        foreach (var purchaseEvent in scenario.Events)
        {
            text.Append(Event(purchaseEvent).ToJsonString(Readable)).Append('\n');
        }

        return text.Append("as of ").Append(Iso(scenario.X)).Append('\n').ToString();
    }

    public static JsonObject Event(PurchaseEvent purchaseEvent)
    {
        var json = new JsonObject
        {
            ["id"] = purchaseEvent.Id.ToString(),
            ["member"] = purchaseEvent.Member.ToString(),
            ["store"] = purchaseEvent.Store.ToString(),
            ["at"] = InstantPattern.ExtendedIso.Format(purchaseEvent.At),
        };
        switch (purchaseEvent)
        {
            case Purchase purchase:
                json["type"] = "purchase";
                json["discount"] = purchase.Discount;
                Add(purchase.Amount, purchase.Lines);
                break;
            case Refund refund:
                json["type"] = "refund";
                json["purchase"] = refund.Purchase.ToString();
                Add(refund.Amount, refund.Lines);
                break;
            case PurchaseVoid purchaseVoid:
                json["type"] = "void";
                json["purchase"] = purchaseVoid.Purchase.ToString();
                break;
        }

        return json;

        void Add(long amount, IReadOnlyCollection<Line> lines)
        {
            json["amount"] = amount;
            json["currency"] = "EUR";
            json["lines"] = lines.Count == 0 ? null : Array(lines.Select(line => new JsonObject
            {
                ["category"] = line.Category.ToString(),
                ["quantity"] = line.Quantity,
                ["amount"] = line.Amount,
            }));
        }
    }

    public static JsonObject Program(LoyaltyProgram program) => new()
    {
        ["name"] = program.Name,
        ["currency"] = program.Currency,
        ["zone"] = program.Zone.Id,
        ["dayStart"] = Clock(program.DayStart),
        ["weekStart"] = Day(program.WeekStart),
        ["stores"] = new JsonObject(program.Stores.Select(store => KeyValuePair.Create(store.Key.ToString(), (JsonNode?)new JsonObject
        {
            ["zone"] = store.Value.Zone?.Id,
            ["dayStart"] = store.Value.DayStart is { } dayStart ? Clock(dayStart) : null,
        }))),
        ["closures"] = Array(program.Closures.Select(JsonNode? (closure) => closure switch
        {
            Closure.Weekly weekly => Day(weekly.Day),
            Closure.Dates dates => new JsonObject { ["from"] = Iso(dates.From), ["to"] = Iso(dates.To) },
            _ => null,
        })),
        ["earn"] = new JsonObject
        {
            ["excludeCategories"] = Array(program.ExcludedCategories.Select(one => JsonValue.Create(one.ToString()))),
        },
        ["visit"] = new JsonObject { ["minSpend"] = program.VisitMinSpend },
        ["tiers"] = Tiers(program.Tiers),
        ["streaks"] = Array(program.Streaks.Select(streak => new JsonObject
        {
            ["id"] = streak.Id,
            ["name"] = streak.Name,
            ["period"] = streak.Period switch { PeriodKind.Day => "day", PeriodKind.Week => "week", _ => "month" },
            ["visits"] = streak.Visits,
            ["freezes"] = streak.Freezes,
            ["milestones"] = Array(streak.Milestones.Select(milestone => new JsonObject
            {
                ["length"] = milestone.Length,
                ["reward"] = milestone.Reward,
                ["repeat"] = milestone.Repeat,
            })),
        })),
        ["stamps"] = Array(program.Stamps.Select(card => new JsonObject
        {
            ["id"] = card.Id,
            ["name"] = card.Name,
            ["count"] = card.Category is null ? "visits" : "units",
            ["category"] = card.Category?.ToString(),
            ["every"] = card.Every,
            ["maxPerDay"] = card.MaxPerDay,
            ["reward"] = card.Reward,
        })),
        ["rewards"] = new JsonObject(program.Rewards.Values.Select(reward => KeyValuePair.Create(reward.Id, (JsonNode?)new JsonObject
        {
            ["name"] = reward.Name,
            ["kind"] = "item",
            ["validFor"] = new JsonObject { ["days"] = reward.ValidForDays },
            ["issueAfter"] = new JsonObject { ["days"] = reward.IssueAfterDays },
        }))),
        ["rewardsSince"] = program.RewardsSince is { } since ? Iso(since) : null,
        ["onPublish"] = program.RecomputesTiers ? new JsonObject { ["tiers"] = "recompute" } : null,
    };

    private static JsonObject Tiers(TierRules tiers) => new()
    {
        ["window"] = tiers.Window switch
        {
            TierWindow.Rolling rolling => new JsonObject { ["kind"] = "rolling", ["months"] = rolling.Months },
            TierWindow.CalendarYear => new JsonObject { ["kind"] = "calendarYear" },
            _ => new JsonObject { ["kind"] = "lifetime" },
        },
        ["keep"] = tiers.Window is TierWindow.Rolling ? new JsonObject { ["months"] = tiers.KeepMonths } : null,
        ["softLanding"] = tiers.SoftLanding,
        ["levels"] = Array(tiers.Levels.Select(level => new JsonObject
        {
            ["id"] = level.Id,
            ["name"] = level.Name,
            ["spend"] = level.Spend,
            ["visits"] = level.Visits,
            ["require"] = level.RequiresAll ? "all" : null,
            ["reward"] = level.Reward,
            ["repeat"] = level.RepeatMonths is { } months ? new JsonObject { ["months"] = months } : null,
        })),
    };

    private static JsonArray Array(IEnumerable<JsonNode?> values) => new([.. values]);

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string Clock(LocalTime time) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(time);

    private static string Day(IsoDayOfWeek day) => day.ToString().ToLowerInvariant();
}
