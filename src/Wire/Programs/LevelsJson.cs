using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Programs;

/// <summary>The levels of the tiers, the lowest first.</summary>
internal static class LevelsJson
{
    public static ImmutableArray<Level> Read(JsonFields tiers, RewardReferences rewards)
    {
        var ids = new UniqueIds("level");
        if (tiers.Find("levels") is { ValueKind: JsonValueKind.Array } levels && levels.GetArrayLength() == 0)
        {
            tiers.Errors.AddAt("levels", $"Expected 1 to {ProgramLimits.Levels} levels, the lowest first.");
        }

        return tiers.List(
            "levels", "levels", (level, index) => ReadLevel(level, isFirst: index == 0, ids, rewards, tiers.Errors), ProgramLimits.Levels);
    }

    private static Level ReadLevel(JsonElement element, bool isFirst, UniqueIds ids, RewardReferences rewards, JsonErrors errors)
    {
        var fields = new JsonFields(
            element, errors, "id", "name", "spend", "visits", "require", "reward", "repeat", "benefits");
        var id = ids.Read(fields);
        var name = fields.Required("name", ProgramValues.Name, ProgramValues.NameRule, "");
        if (isFirst)
        {
            foreach (var threshold in (ReadOnlySpan<string>)["spend", "visits", "reward"])
            {
                fields.Forbid(threshold, "The first level is everyone's, without thresholds or a reward; leave it out.");
            }
        }
        else if (fields.IsObject && !fields.Has("spend") && !fields.Has("visits"))
        {
            errors.Add("Expected spend, visits or both: each level but the first has a threshold.");
        }

        return new Level
        {
            Id = id,
            Name = name,
            Spend = isFirst ? null : fields.OptionalInteger("spend", 1, ProgramLimits.Money),
            Visits = isFirst ? null : (int?)fields.OptionalInteger("visits", 1, ProgramLimits.Count),
            RequiresAll = fields.Optional("require", ProgramValues.Word("any", "all"), ProgramValues.WordRule("any", "all")) == "all",
            Reward = isFirst ? null : rewards.Optional(fields),
            RepeatMonths = fields.Object<int?>("repeat", null, repeat => TiersJson.ReadMonths(repeat, ProgramLimits.RepeatMonths, errors)),
            Benefits = fields.List("benefits", "benefits", (benefit, _) => ReadBenefit(benefit, errors)),
        };
    }

    private static string ReadBenefit(JsonElement element, JsonErrors errors)
    {
        var benefit = ProgramValues.Name(element);
        if (benefit is null)
        {
            errors.Add($"Expected {ProgramValues.NameRule}; found {element.Found()}.");
        }

        return benefit ?? "";
    }
}
