using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Programs;

/// <summary>The steps by which members who stay away are asked back.</summary>
internal static class WinBackJson
{
    public static WinBackRules? Read(JsonElement element, RewardReferences rewards, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "steps", "minVisits", "holdoutPercent");
        fields.Require("steps", "an array of 1 to 10 steps, the earliest first");
        var before = 0;
        var steps = fields.List("steps", "steps", (step, _) => ReadStep(step, rewards, errors, ref before), ProgramLimits.WinBackSteps);
        if (steps.IsEmpty && fields.Find("steps") is { ValueKind: JsonValueKind.Array } given && given.GetArrayLength() == 0)
        {
            errors.AddAt("steps", "Expected at least one step.");
        }

        return new WinBackRules
        {
            Steps = steps,
            MinVisits = (int)(fields.OptionalInteger("minVisits", 1, ProgramLimits.Count) ?? 1),
            HoldoutPercent = MessagesJson.ReadHoldout(fields),
        };
    }

    private static WinBackStep ReadStep(JsonElement element, RewardReferences rewards, JsonErrors errors, ref int before)
    {
        var fields = new JsonFields(element, errors, "afterDays", "reward");
        var days = (int)fields.RequiredInteger("afterDays", 1, ProgramLimits.WinBackDays);
        if (days > 0 && days <= before)
        {
            errors.AddAt("afterDays", $"Expected more than the {before} of the step before; found {days}.");
        }

        before = Math.Max(before, days);
        return new(days, rewards.Optional(fields));
    }
}
