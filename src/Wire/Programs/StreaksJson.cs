using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Programs;

/// <summary>Visits period after period, and what their lengths earn.</summary>
internal static class StreaksJson
{
    private static readonly string[] Periods = ["day", "week", "month"];

    public static ImmutableArray<StreakRules> Read(JsonFields program, RewardReferences rewards)
    {
        var ids = new UniqueIds("streak");
        return program.List("streaks", "streaks", (streak, _) => ReadStreak(streak, ids, rewards, program.Errors), ProgramLimits.Streaks);
    }

    private static StreakRules ReadStreak(JsonElement element, UniqueIds ids, RewardReferences rewards, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "id", "name", "period", "visits", "freezes", "milestones");
        var id = ids.Read(fields);
        var name = fields.Required("name", ProgramValues.Name, ProgramValues.NameRule, "");
        var period = fields.Required("period", ProgramValues.Word(Periods), ProgramValues.WordRule(Periods), "");
        var lengths = new HashSet<long>();
        return new StreakRules
        {
            Id = id,
            Name = name,
            Period = period switch { "week" => PeriodKind.Week, "month" => PeriodKind.Month, _ => PeriodKind.Day },
            // A date is one visit at most.
            Visits = (int)(fields.OptionalInteger("visits", 1, period == "day" ? 1 : ProgramLimits.StreakVisits) ?? 1),
            Freezes = (int)(fields.OptionalInteger("freezes", 0, ProgramLimits.Freezes) ?? 0),
            Milestones = fields.List(
                "milestones", "milestones", (milestone, _) => ReadMilestone(milestone, lengths, rewards, errors), ProgramLimits.StreakLength),
        };
    }

    private static Milestone ReadMilestone(JsonElement element, HashSet<long> lengths, RewardReferences rewards, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "length", "reward", "repeat");
        var length = fields.RequiredInteger("length", 1, ProgramLimits.StreakLength);
        if (length > 0 && !lengths.Add(length))
        {
            errors.AddAt("length", "Is the length of an earlier milestone too; give each its own.");
        }

        return new Milestone((int)length, rewards.Required(fields), fields.OptionalFlag("repeat") ?? true);
    }
}
