using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Programs;

/// <summary>The stamp cards.</summary>
internal static class StampsJson
{
    private static readonly string[] Counts = ["visits", "units"];

    public static ImmutableArray<StampRules> Read(JsonFields program, RewardReferences rewards)
    {
        var ids = new UniqueIds("stamp card");
        return program.List("stamps", "stamp cards", (stamp, _) => ReadStamp(stamp, ids, rewards, program.Errors), ProgramLimits.Stamps);
    }

    private static StampRules ReadStamp(JsonElement element, UniqueIds ids, RewardReferences rewards, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "id", "name", "count", "category", "every", "maxPerDay", "reward");
        var id = ids.Read(fields);
        var name = fields.Required("name", ProgramValues.Name, ProgramValues.NameRule, "");
        var count = fields.Required("count", ProgramValues.Word(Counts), ProgramValues.WordRule(Counts), "");
        if (count == "visits")
        {
            fields.Forbid("category", "Goes with units only; leave it out.");
        }
        else if (count == "units")
        {
            fields.Require("category", "the category whose units are counted");
        }

        return new StampRules
        {
            Id = id,
            Name = name,
            Category = count == "visits"
                ? null
                : fields.OptionalValue<Category>("category", ProgramValues.Category, ProgramValues.IdRule),
            Every = (int)fields.RequiredInteger("every", 1, ProgramLimits.Count),
            MaxPerDay = (int?)fields.OptionalInteger("maxPerDay", 1, ProgramLimits.Count),
            Reward = rewards.Required(fields),
        };
    }
}
