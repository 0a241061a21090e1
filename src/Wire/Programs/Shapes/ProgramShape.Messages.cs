namespace Loyalty.Wire.Programs.Shapes;

internal static partial class ProgramShape
{
    private static Field Holdout => new("holdoutPercent", new Shape.Whole(0, ProgramLimits.Percent))
    {
        Default = "0",
        Description = "How many members get none of this kind for half a year, so that the others can be compared with them.",
        Says = "is held back from {0}% of members",
    };

    private static Shape.Structure Messages => new(
        new("from", new Shape.Text { Examples = ["Bean & Leaf <hello@example.com>"] })
        {
            IsRequired = true,
            Description = "The sender: a name and an address, or the address alone.",
            Says = "come from {0}",
        },
        new("quietHours", new Shape.Structure(
            new("from", Time) { IsRequired = true, Says = "begin at {0}" }, new("to", Time) { IsRequired = true, Says = "end at {0}" })
        {
            Subject = "Quiet hours",
            New = "are kept",
            Gone = "are no longer kept",
        })
        {
            Description = "When nothing is sent, by the clock on the member's wall.",
        },
        new("cap", new Shape.Structure(
            new("max", new Shape.Whole(1, ProgramLimits.Cap)) { IsRequired = true, Says = "allows {0} messages" },
            new("days", new Shape.Whole(1, ProgramLimits.CapDays)) { IsRequired = true, Says = "counts over {0} days" })
        {
            Subject = "The cap",
            New = "is new",
            Gone = "is gone",
        })
        {
            Description = "At most so many messages in any so many times 24 hours.",
        },
        Kind("welcome", "The welcome", "Once there are an address and consent."),
        Kind("activation", "The activation", "To who enrolled and has not come.", Days("afterDays", "goes {0} days after enrolling")),
        Kind("tierUpgrade", "The note of a higher tier", "At once; the highest level is told."),
        Kind("tierExpiring", "The note that a tier ends", "Before a tier ends.", Days("daysBefore", "goes {0} days before")),
        Kind("thankYou", "The thank-you note", "Thanks for a purchase.", ThankYou),
        Kind("winBack", "The win-back", "Offers to members who stay away.", WinBack),
        Kind("rewardExpiring", "The note that a reward expires", "Before a reward expires.", Days("daysBefore", "goes {0} days before")),
        Kind("birthday", "The birthday note", "On the day.", new Field("reward", Id)
        {
            Description = "For every member whose birthday was known 30 days before.",
            Says = "brings the reward {0}",
        }),
        Kind(
            "almostThere",
            "The note that little is missing",
            "When little is missing for the next level.",
            new Field("withinPercent", new Shape.Whole(1, ProgramLimits.Percent - 1))
            {
                IsRequired = true,
                Says = "goes when {0}% are missing at most",
            },
            Holdout))
    {
        Definition = "messages",
        Subject = "Messages",
        New = "are sent",
        Gone = "are no longer sent",
    };

    private static Field[] ThankYou =>
    [
        new("after", Only("hours", 0, ProgramLimits.ThankYouHours, "goes {0} hours after the purchase", "0")),
        new("when", new Shape.Structure(
            new("firstPurchase", new Shape.Flag("thanks for the first purchase", "does not thank for the first purchase")) { Default = "false" },
            new("everyVisits", Count) { Says = "thanks for every {0} visits" },
            new("spendAtLeast", PositiveMoney) { Says = "thanks for a purchase of {0}" }) { Rules = "\"minProperties\": 1" })
        {
            IsRequired = true,
            Description = "Any of them.",
        },
        new("atMostEvery", Only("days", 1, ProgramLimits.MessageDays, "goes once in {0} days at most")),
        new("askFeedback", new Shape.Flag("asks for a mark", "asks for no mark"))
        {
            Default = "false",
            Description = "Whether it asks for a mark of 1 to 5.",
        },
        Holdout,
    ];

    private static Field[] WinBack =>
    [
        new("steps", new Shape.List(
            new Shape.Structure(
                new("afterDays", new Shape.Whole(1, ProgramLimits.WinBackDays))
                {
                    IsRequired = true,
                    Description = "Days since the last visit; each step more than the one before.",
                    Says = "goes {0} days after the last visit",
                },
                new("reward", Id) { Says = "offers the reward {0}" })
            {
                Subject = "Step {key} of the win-back",
                New = "is new",
                Gone = "is gone",
            },
            Min: 1,
            Max: ProgramLimits.WinBackSteps)) { IsRequired = true },
        new("minVisits", Count)
        {
            Default = "1",
            Description = "Members with fewer visits are left alone.",
            Says = "goes to members with {0} visits",
        },
        Holdout,
    ];

    private static Field Days(string name, string says) =>
        new(name, new Shape.Whole(1, ProgramLimits.MessageDays)) { IsRequired = true, Says = says };

    private static Field Kind(string name, string subject, string description, params Field[] fields) =>
        new(name, new Shape.Structure([.. fields]) { Subject = subject, New = "is sent", Gone = "is no longer sent" })
        {
            Description = description,
        };
}
