namespace Loyalty.Functions.Tests.Sending;

/// <summary>Programs that differ in what they send.</summary>
internal static class DrawnMessages
{
    public static string Program(Random random)
    {
        var kinds = new List<string>();
        Maybe("quietHours", () => Story.OneOf(
            random,
            """{ "from": "21:00", "to": "09:00" }""",
            """{ "from": "00:30", "to": "23:00" }""",
            """{ "from": "22:00", "to": "03:30" }"""));
        Maybe("cap", () => $$"""{ "max": {{random.Next(1, 3)}}, "days": {{Story.OneOf(random, 1, 7, 60)}} }""");
        Maybe("welcome", () => "{}");
        Maybe("activation", () => """{ "afterDays": 3 }""");
        Maybe("tierUpgrade", () => "{}");
        Maybe("tierExpiring", () => $$"""{ "daysBefore": {{Story.OneOf(random, 1, 30, 365)}} }""");
        Maybe("thankYou", () => $$"""
            { "after": { "hours": {{Story.OneOf(random, 0, 2, 100)}} },
              "when": { "firstPurchase": {{(random.Next(2) == 0 ? "true" : "false")}}, "everyVisits": {{random.Next(1, 4)}}, "spendAtLeast": 5000 }
              {{(random.Next(2) == 0 ? "" : """, "atMostEvery": { "days": 10 }""")}}, "holdoutPercent": {{Holdout()}} }
            """);
        Maybe("winBack", () => $$"""
            { "steps": [ { "afterDays": 5, "reward": "cake" }, { "afterDays": {{Story.OneOf(random, 10, 45)}}, "reward": "coffee" }, { "afterDays": 80 } ],
              "minVisits": {{random.Next(1, 3)}}, "holdoutPercent": {{Holdout()}} }
            """);
        Maybe("rewardExpiring", () => $$"""{ "daysBefore": {{Story.OneOf(random, 1, 30, 59)}} }""");
        Maybe("birthday", () => Story.OneOf(random, "{}", """{ "reward": "coffee" }"""));
        Maybe("almostThere", () => $$"""{ "withinPercent": {{Story.OneOf(random, 10, 50)}}, "holdoutPercent": {{Holdout()}} }""");
        return SendingProgram.Of(
            kinds.Count == 0 ? """ "welcome": {} """ : string.Join(",\n", kinds),
            zone: "Europe/Riga",
            tierReward: Story.OneOf(random, "", """, "reward": "cake" """, """, "reward": "fiver", "repeat": { "months": 1 } """),
            more: Story.OneOf(
                random,
                "",
                """ "stamps": [ { "id": "s", "name": "S", "count": "visits", "every": 2, "reward": "cake" } ], """),
            window: Window());

        void Maybe(string name, Func<string> kind)
        {
            if (random.Next(10) < 7)
            {
                kinds.Add($"\"{name}\": {kind()}");
            }
        }

        int Holdout() => Story.OneOf(random, 0, 0, 50, 100);

        string Window() => Story.OneOf(
            random,
            """ "window": { "kind": "rolling", "months": 12 }, "keep": { "months": 12 } """,
            """ "window": { "kind": "rolling", "months": 1 }, "keep": { "months": 1 }, "softLanding": true """,
            """ "window": { "kind": "calendarYear" } """,
            """ "window": { "kind": "lifetime" } """);
    }
}
