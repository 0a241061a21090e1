using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Programs;

/// <summary>The tiers: over which dates, how long they are held, and the levels.</summary>
internal static class TiersJson
{
    private static readonly string[] Kinds = ["rolling", "calendarYear", "lifetime"];

    public static TierRules StandIn { get; } = new() { Window = new TierWindow.Lifetime(), Levels = [] };

    public static TierRules Read(JsonElement element, RewardReferences rewards, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "window", "keep", "softLanding", "levels");
        var window = fields.RequiredObject("window", "an object with kind", null, found => ReadWindow(found, errors));
        if (window is TierWindow.Rolling)
        {
            fields.Require("keep", "an object with months; with a rolling window a level is held so long after it was reached");
        }
        else if (window is not null)
        {
            fields.Forbid("keep", "Goes with a rolling window only; leave it out.");
        }

        fields.Require("levels", "an array of 1 to 20 levels, the lowest first");
        return new TierRules
        {
            Window = window ?? StandIn.Window,
            KeepMonths = fields.Object("keep", 0, keep => ReadMonths(keep, ProgramLimits.WindowMonths, errors)),
            SoftLanding = fields.OptionalFlag("softLanding") ?? false,
            Levels = LevelsJson.Read(fields, rewards),
        };
    }

    /// <summary>An object with a number of months and nothing else.</summary>
    public static int ReadMonths(JsonElement element, int max, JsonErrors errors) =>
        (int)new JsonFields(element, errors, "months").RequiredInteger("months", 1, max);

    private static TierWindow? ReadWindow(JsonElement element, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "kind", "months");
        var kind = fields.Required("kind", ProgramValues.Word(Kinds), ProgramValues.WordRule(Kinds), "");
        if (kind is "calendarYear" or "lifetime")
        {
            fields.Forbid("months", "Goes with a rolling window only; leave it out.");
        }

        return kind switch
        {
            "rolling" => new TierWindow.Rolling((int)fields.RequiredInteger("months", 1, ProgramLimits.WindowMonths)),
            "calendarYear" => new TierWindow.CalendarYear(),
            "lifetime" => new TierWindow.Lifetime(),
            _ => null,
        };
    }
}
