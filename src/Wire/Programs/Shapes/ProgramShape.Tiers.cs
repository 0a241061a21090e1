namespace Loyalty.Wire.Programs.Shapes;

internal static partial class ProgramShape
{
    private static Shape.Structure Tiers => new(
        new("window", new Shape.Structure(
            new("kind", new Shape.Words(
                ["rolling", "calendarYear", "lifetime"],
                ["count the latest months", "count the calendar year", "count all that ever was"])) { IsRequired = true },
            new("months", new Shape.Whole(1, ProgramLimits.WindowMonths)) { Says = "look back {0} months" })
        {
            Rules = """
                "if": { "properties": { "kind": { "const": "rolling" } } }, "then": { "required": ["months"] }, "else": { "properties": { "months": false } }
                """,
        })
        {
            IsRequired = true,
            Description = "Over which dates spend and visits are summed.",
        },
        new("keep", Only("months", 1, ProgramLimits.WindowMonths, "are kept for {0} months"))
        {
            Description = "How long a level is held after it was reached; with a rolling window, and only there.",
        },
        new("softLanding", new Shape.Flag("lapse level by level", "lapse to the first level at once"))
        {
            Default = "false",
            Description = "Whether each lapse takes off one level, not all.",
        },
        new("levels", new Shape.List(Level, "id", 1, ProgramLimits.Levels)
        {
            Ordered = "levels",
            Rules = """
                "prefixItems": [{ "properties": { "spend": false, "visits": false, "reward": false } }],
                "items": { "anyOf": [{ "required": ["spend"] }, { "required": ["visits"] }] },
                "allOf": [{ "items": { "$ref": "#/$defs/level" } }]
                """,
        })
        {
            IsRequired = true,
            Description = "The lowest first; the first has neither thresholds nor a reward.",
        })
    {
        Subject = "Tiers",
        Rules = """
            "if": { "properties": { "window": { "properties": { "kind": { "const": "rolling" } } } } },
            "then": { "required": ["keep"] }, "else": { "properties": { "keep": false } }
            """,
    };

    private static Shape.Structure Level => new(
        new("id", Id) { IsRequired = true },
        new("name", Name) { IsRequired = true, Says = "is called {0}" },
        new("spend", PositiveMoney) { Description = "The spend that reaches it.", Says = "needs {0}" },
        new("visits", Count) { Description = "The visits that reach it.", Says = "needs {0} visits" },
        new("require", new Shape.Words(["any", "all"], ["needs one of its thresholds", "needs all of its thresholds"]))
        {
            Default = "\"any\"",
            Description = "Whether one threshold is enough, where there are two.",
        },
        new("reward", Id) { Description = "For reaching the level.", Says = "brings the reward {0}" },
        new("repeat", Only("months", 1, ProgramLimits.RepeatMonths, "brings its reward again after {0} months"))
        {
            Description = "After how long the reward may be earned again; without it, once.",
        },
        new("benefits", new Shape.List(Name) { Ordered = "benefits" })
        {
            Description = "What the level brings, as customers see it.",
            Says = "has the benefit {0}",
        })
    {
        Definition = "level",
        Subject = "{name}",
        New = "is a new level",
        Gone = "is no level any more",
    };

    private static Shape.Structure Streak => new(
        new("id", Id) { IsRequired = true },
        new("name", Name) { IsRequired = true, Says = "is called {0}" },
        new("period", new Shape.Words(["day", "week", "month"], [])) { IsRequired = true, Says = "goes by the {0}" },
        new("visits", new Shape.Whole(1, ProgramLimits.StreakVisits))
        {
            Default = "1",
            Description = "How many meet a period.",
            Says = "needs {0} visits in a period",
        },
        new("freezes", new Shape.Whole(0, ProgramLimits.Freezes))
        {
            Default = "0",
            Description = "How many periods may be missed.",
            Says = "outlasts {0} missed periods",
        },
        new("milestones", new Shape.List(Milestone, "length")))
    {
        Definition = "streak",
        Subject = "The streak {name}",
        New = "is new",
        Gone = "is gone",
        Rules = """
            "if": { "properties": { "period": { "const": "day" } } }, "then": { "properties": { "visits": { "const": 1 } } }
            """,
    };

    private static Shape.Structure Milestone => new(
        new("length", new Shape.Whole(1, ProgramLimits.StreakLength)) { IsRequired = true, Description = "In met periods; each length once." },
        new("reward", Id) { IsRequired = true, Says = "brings the reward {0}" },
        new("repeat", new Shape.Flag("is earned each time", "is earned once"))
        {
            Default = "true",
            Description = "Whether it is earned again each time.",
        })
    {
        Subject = "The milestone of {key} of {of}",
        New = "is new",
        Gone = "is gone",
    };

    private static Shape.Structure Stamp => new(
        new("id", Id) { IsRequired = true },
        new("name", Name) { IsRequired = true, Says = "is called {0}" },
        new("count", new Shape.Words(["visits", "units"], [])) { IsRequired = true, Says = "collects {0}" },
        new("category", Id) { Description = "Whose units are counted.", Says = "collects units of {0}" },
        new("every", Count) { IsRequired = true, Description = "Stamps for a reward.", Says = "is full with {0} stamps" },
        new("maxPerDay", Count) { Description = "The most that a day brings.", Says = "takes at most {0} stamps a day" },
        new("reward", Id) { IsRequired = true, Says = "brings the reward {0}" })
    {
        Definition = "stamp",
        Subject = "The stamp card {name}",
        New = "is new",
        Gone = "is gone",
        Rules = """
            "if": { "properties": { "count": { "const": "units" } } }, "then": { "required": ["category"] }, "else": { "properties": { "category": false } }
            """,
    };
}
