using NodaTime;

namespace Loyalty.Wire.Programs.Shapes;

/// <summary>The whole document.</summary>
internal static partial class ProgramShape
{
    private const string CannotChange = " Publishing cannot change it.";

    public static Shape.Text Id { get; } = new("^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$");

    public static Shape.Text StoreId { get; } = new("^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$");

    private static Shape.Text Name { get; } = new(MaxLength: ProgramLimits.NameLength);

    private static Shape.Whole Money { get; } = new(0, ProgramLimits.Money, IsMoney: true);

    private static Shape.Whole PositiveMoney { get; } = new(1, ProgramLimits.Money, IsMoney: true);

    private static Shape.Whole Count { get; } = new(1, ProgramLimits.Count);

    private static Shape.Text Zone { get; } = new() { Examples = ["Europe/Riga", "America/New_York"] };

    private static Shape.Text Time { get; } = new("^([01][0-9]|2[0-3]):[0-5][0-9]$") { Format = "clock" };

    private static Shape.Text Date { get; } = new("^[0-9]{4}-[0-9]{2}-[0-9]{2}$") { Format = "date" };

    private static Shape.Words Weekday { get; } = new(
        [.. Enumerable.Range(1, 7).Select(day => ((IsoDayOfWeek)day).ToString().ToLowerInvariant())], []);

    public static Shape.Structure Whole { get; } = new(
        new("$schema", new Shape.Editors()) { Description = "For editors." },
        new("name", Name) { IsRequired = true, Description = "The program's name, as customers see it.", Says = "is called {0}" },
        new("currency", new Shape.Text("^[A-Z]{3}$")) { IsRequired = true, Description = "ISO 4217." + CannotChange, Says = "counts in {0}" },
        new("zone", Zone)
        {
            IsRequired = true,
            Description = "The time zone of the TZDB in which dates are told." + CannotChange,
            Says = "tells dates in {0}",
        },
        new("dayStart", Time)
        {
            Default = "\"00:00\"",
            Description = "A purchase before it by the clock on the wall belongs to the date before." + CannotChange,
            Says = "begins a day at {0}",
        },
        new("weekStart", Weekday) { Default = "\"monday\"", Description = "The first day of a week." + CannotChange, Says = "begins a week on {0}" },
        new("stores", new Shape.Map(StoreId, new Shape.Structure(
            new("zone", Zone) { Says = "is in the time zone {0}" },
            new("dayStart", Time) { Says = "begins a day at {0}" })
        {
            Subject = "The store {key}",
            New = "has a clock of its own",
            Gone = "no longer has a clock of its own",
        }))
        {
            Description = "The stores with a zone or a day start of their own, by id.",
        },
        new("closures", new Shape.List(new Shape.Either(
            Date,
            Weekday,
            new Shape.Structure(new("from", Date) { IsRequired = true }, new("to", Date) { IsRequired = true }))))
        {
            Description = "When the shop is closed; a streak's period that is closed throughout is not missed.",
            Says = "is closed on {0}",
        },
        new("earn", new Shape.Structure(new Field("excludeCategories", new Shape.List(Id))
        {
            Description = "Categories that earn no spend.",
            Says = "excludes the category {0} from spend",
        })),
        new("visit", new Shape.Structure(new Field("minSpend", Money)
        {
            Default = "1",
            Description = "A date is a visit from this spend on; discounts count too.",
            Says = "needs {0}",
        })
        {
            Subject = "A visit",
        }),
        new("tiers", Tiers) { IsRequired = true },
        new("streaks", new Shape.List(Streak, "id", Max: ProgramLimits.Streaks) { Ordered = "streaks" }),
        new("stamps", new Shape.List(Stamp, "id", Max: ProgramLimits.Stamps) { Ordered = "stamp cards" }),
        new("rewards", new Shape.Map(Id, Reward)) { Description = "By the id with which the others name them." },
        new("rewardsSince", Date) { Description = "Nothing dated before it earns a reward.", Says = "gives rewards for dates from {0} on" },
        new("refunds", new Shape.Structure(new Field(
            "usedReward",
            new Shape.Words(
                ["reopen", "keep"],
                ["gives a used reward back when all of its purchase is refunded", "gives no used reward back when its purchase is refunded"]))
        {
            Default = "\"keep\"",
            Description = "What becomes of a reward when all of the purchase that it was used on is refunded. A void always reopens it.",
        })),
        new("retention", Only("months", 1, ProgramLimits.RetentionMonths, "erases members of whom nothing is heard for {0} months"))
        {
            Description = "A member of whom nothing is heard for so many months, neither a purchase, a reward used, a changed profile nor a yes or no to messages, is erased. Left out, members are kept.",
        },
        new("messages", Messages) { Description = "What customers are told. A kind that is absent is not sent." },
        new("onPublish", new Shape.Structure(new Field("tiers", new Shape.Words(["recompute"], ["judges the tiers of earlier dates anew"]))
        {
            Description = "Publishing this version judges the tiers of earlier dates anew.",
        })))
    {
        Subject = "The program",
    };

    /// <summary>An object with one whole number.</summary>
    private static Shape.Structure Only(string name, long min, long max, string says, string? byDefault = null) =>
        new(new Field(name, new Shape.Whole(min, max)) { IsRequired = true, Says = says, Default = byDefault });
}
