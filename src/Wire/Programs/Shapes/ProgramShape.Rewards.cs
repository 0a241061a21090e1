namespace Loyalty.Wire.Programs.Shapes;

internal static partial class ProgramShape
{
    private static Shape.Structure Reward => new(
        new("name", Name) { IsRequired = true, Says = "is called {0}" },
        new("kind", new Shape.Words(["item", "percent", "amount"], ["gives something", "takes a share off", "takes an amount off"])) { IsRequired = true },
        new("item", Name) { Description = "What is given.", Says = "gives {0}" },
        new("percent", new Shape.Whole(1, ProgramLimits.Percent)) { Says = "takes {0}% off" },
        new("amount", PositiveMoney) { Says = "takes {0} off" },
        new("validFor", Only("days", 1, ProgramLimits.ValidDays, "is good for {0} days")) { IsRequired = true },
        new("issueAfter", Only("days", 0, ProgramLimits.DelayDays, "is issued {0} days after it is earned", "0"))
        {
            Description = "How long after it is earned it is issued.",
        },
        new("cost", Money) { Description = "What one costs the shop.", Says = "costs the shop {0}" },
        new("minSpend", Money) { Description = "The least basket that it is good for.", Says = "needs a basket of {0}" },
        new("stores", new Shape.List(StoreId)) { Description = "Where it is good; without it, everywhere.", Says = "is good at the store {0}" },
        new("categories", new Shape.List(Id))
        {
            Description = "Of which goods it takes something off; without it, of all, or of an item that is called as a category is, of that.",
            Says = "is good for the category {0}",
        },
        new("maxDiscount", PositiveMoney) { Description = "The most that it takes off.", Says = "takes off {0} at most" },
        new("perMemberMonth", Count)
        {
            Description = "How many of it a member is issued in a calendar month; what is earned past it is withheld for good.",
            Says = "comes to a member {0} times a month at most",
        },
        new("budgetMonth", Money)
        {
            Description = "What all of it that are issued in a calendar month may cost; what is earned past it is withheld for good.",
            Says = "may cost {0} a month in all",
        })
    {
        Definition = "reward",
        Subject = "The reward {name}",
        New = "is new",
        Gone = "is gone",
        Rules = """
            "dependentRequired": { "budgetMonth": ["cost"] },
            "allOf": [
              { "if": { "properties": { "kind": { "const": "item" } } }, "else": { "properties": { "item": false } } },
              { "if": { "properties": { "kind": { "const": "percent" } } }, "then": { "required": ["percent"] }, "else": { "properties": { "percent": false } } },
              { "if": { "properties": { "kind": { "const": "amount" } } }, "then": { "required": ["amount"] }, "else": { "properties": { "amount": false } } }
            ]
            """,
    };
}
