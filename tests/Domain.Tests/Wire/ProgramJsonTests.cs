using System.Text;
using System.Text.Json.Nodes;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using NodaTime;

namespace Loyalty.Domain.Tests.Wire;

public sealed class ProgramJsonTests
{
    private static readonly string Example = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "config", "program.json"));

    [Fact]
    public void The_example_is_read_whole()
    {
        var program = Pointers.Good(Parse(Example));

        Assert.Equal(("Bean & Leaf", "EUR", "Europe/Riga"), (program.Name, program.Currency, program.Zone.Id));
        Assert.Equal((LocalTime.Midnight, IsoDayOfWeek.Monday, 200L), (program.DayStart, program.WeekStart, program.VisitMinSpend));
        Assert.Equal(
            new StoreRules(DateTimeZoneProviders.Tzdb["Europe/Lisbon"], new LocalTime(4, 0)),
            program.Stores[StoreId.Parse("lisbon-1")]);
        Assert.Equal(
            [
                new Closure.Dates(new(2026, 12, 25), new(2026, 12, 25)),
                new Closure.Dates(new(2027, 7, 1), new(2027, 7, 14)),
                new Closure.Weekly(IsoDayOfWeek.Sunday),
            ],
            program.Closures);
        Assert.Equal([Category.Parse("tobacco")], program.ExcludedCategories);
        Assert.Equal(
            (new TierWindow.Rolling(12), 12, true), ((TierWindow.Rolling)program.Tiers.Window, program.Tiers.KeepMonths, program.Tiers.SoftLanding));
        Assert.Equal(["bronze", "silver", "gold"], program.Tiers.Levels.Select(level => level.Id));
        var gold = program.Tiers.Levels[2];
        Assert.Equal((100000L, 50, false, "fiver", 12), (gold.Spend, gold.Visits, gold.RequiresAll, gold.Reward, gold.RepeatMonths));
        Assert.Equal(["Free oat milk"], program.Tiers.Levels[1].Benefits);
        var weekly = Assert.Single(program.Streaks);
        Assert.Equal(("weekly", PeriodKind.Week, 1, 1), (weekly.Id, weekly.Period, weekly.Visits, weekly.Freezes));
        Assert.Equal([new Milestone(4, "freeCoffee"), new Milestone(52, "fiver", false)], weekly.Milestones);
        var card = Assert.Single(program.Stamps);
        Assert.Equal((Category.Parse("coffee"), 9, 4, "freeCoffee"), (card.Category, card.Every, card.MaxPerDay, card.Reward));
        Assert.Equal(new RewardValue.Item("coffee"), program.Rewards["freeCoffee"].Value);
        Assert.Equal(new RewardValue.Percent(10), program.Rewards["tenOff"].Value);
        Assert.Equal(new RewardValue.Amount(500), program.Rewards["fiver"].Value);
        Assert.Equal((60, 0, 80L), (program.Rewards["freeCoffee"].ValidForDays, program.Rewards["freeCoffee"].IssueAfterDays, program.Rewards["freeCoffee"].Cost));
        Assert.Equal((14, null), (program.Rewards["tenOff"].IssueAfterDays, program.Rewards["tenOff"].MinSpend));
        Assert.Equal(1500L, program.Rewards["fiver"].MinSpend);
        Assert.Equal([StoreId.Parse("riga-1")], program.Rewards["fiver"].Stores);
        Assert.Equal((null, false), (program.RewardsSince, program.RecomputesTiers));
    }

    [Fact]
    public void The_examples_messages_are_read_whole()
    {
        var messages = Pointers.Good(Parse(Example)).Messages!;

        Assert.Equal(new Sender("Bean & Leaf", "hello@example.com"), messages.From);
        Assert.Equal(new QuietHours(new LocalTime(21, 0), new LocalTime(9, 0)), messages.QuietHours);
        Assert.Equal(new MessageCap(2, 7), messages.Cap);
        Assert.Equal((true, 14, true, 30), (messages.Welcome, messages.ActivationAfterDays, messages.TierUpgrade, messages.TierExpiringDaysBefore));
        Assert.Equal(
            new ThankYouRules
            {
                AfterHours = 2, FirstPurchase = true, EveryVisits = 10, SpendAtLeast = 5000, AtMostEveryDays = 30, AskFeedback = true,
            },
            messages.ThankYou);
        Assert.Equal([new WinBackStep(45, "tenOff"), new WinBackStep(90, "fiver")], messages.WinBack!.Steps);
        Assert.Equal((2, 10), (messages.WinBack.MinVisits, messages.WinBack.HoldoutPercent));
        Assert.Equal((7, new BirthdayRules("freeCoffee")), (messages.RewardExpiringDaysBefore, messages.Birthday));
        Assert.Equal(new AlmostThereRules(10, 0), messages.AlmostThere);
    }

    [Fact]
    public void A_kind_that_is_left_out_is_not_sent() =>
        Assert.Equal(
            new MessageRules { From = new Sender(null, "hello@example.com") },
            Pointers.Good(Parse("""
                { "name": "Least", "currency": "EUR", "zone": "UTC", "messages": { "from": "hello@example.com" },
                  "tiers": { "window": { "kind": "lifetime" }, "levels": [ { "id": "a", "name": "A" } ] } }
                """)).Messages);

    [Fact]
    public void What_is_left_out_has_the_contracts_defaults()
    {
        var program = Pointers.Good(Parse(
            """
            { "name": "Least", "currency": "EUR", "zone": "UTC",
              "tiers": { "window": { "kind": "lifetime" }, "levels": [ { "id": "a", "name": "A" } ] },
              "streaks": [ { "id": "s", "name": "S", "period": "day", "milestones": [ { "length": 2, "reward": "r" } ] } ],
              "stamps": [ { "id": "c", "name": "C", "count": "visits", "every": 5, "reward": "r" } ],
              "rewards": { "r": { "name": "R", "kind": "item", "validFor": { "days": 1 } } },
              "rewardsSince": "2026-01-01", "onPublish": { "tiers": "recompute" }, "closures": null }
            """));

        Assert.Equal((LocalTime.Midnight, IsoDayOfWeek.Monday, 1L), (program.DayStart, program.WeekStart, program.VisitMinSpend));
        Assert.Equal((1, 0, true), (program.Streaks[0].Visits, program.Streaks[0].Freezes, program.Streaks[0].Milestones[0].Repeat));
        Assert.Equal((null, null), (program.Stamps[0].Category, program.Stamps[0].MaxPerDay));
        Assert.Equal(new RewardValue.Item(null), program.Rewards["r"].Value);
        Assert.Equal((new LocalDate(2026, 1, 1), true, false), (program.RewardsSince, program.RecomputesTiers, program.Tiers.SoftLanding));
        Assert.True(program.Closures.IsEmpty);
    }

    [Fact]
    public void What_limits_a_reward_is_read()
    {
        var reward = Pointers.Good(Parse(Set(
            Example,
            "/rewards/fiver",
            """
            { "name": "5 euro off", "kind": "amount", "amount": 500, "validFor": { "days": 90 }, "cost": 400, "maxDiscount": 300,
              "categories": [ "bakery", "coffee" ], "perMemberMonth": 2, "budgetMonth": 100000 }
            """))).Rewards["fiver"];

        Assert.Equal([Category.Parse("bakery"), Category.Parse("coffee")], reward.Categories);
        Assert.Equal((300L, 2, 100_000L), (reward.MaxDiscount, reward.PerMemberMonth, reward.BudgetMonth));
    }

    [Theory]
    [InlineData("{\"usedReward\":\"reopen\"}", true)]
    [InlineData("{\"usedReward\":\"keep\"}", false)]
    [InlineData("{}", false)]
    [InlineData("", false)]
    public void A_used_reward_is_kept_unless_the_program_says_otherwise(string refunds, bool reopens) =>
        Assert.Equal(reopens, Pointers.Good(Parse(Set(Example, "/refunds", refunds))).ReopensUsedRewards);

    [Theory]
    [InlineData("{\"months\":1}", 1)]
    [InlineData("{\"months\":1200}", 1_200)]
    [InlineData("", null)]
    public void Members_are_kept_unless_the_program_says_for_how_long(string retention, int? months) =>
        Assert.Equal(months, Pointers.Good(Parse(Set(Example, "/retention", retention))).RetentionMonths);

    [Theory]
    [MemberData(nameof(WrongFields))]
    public void A_field_that_is_wrong_is_pointed_at(string field, string value, string pointers) =>
        Assert.Equal(pointers, Pointers.Of(Parse(Set(Example, field, value))));

    /// <summary>A field of the example, what it is set to (nothing: it is taken out), and where the errors are.</summary>
    public static TheoryData<string, string, string> WrongFields()
    {
        var rows = new TheoryData<string, string, string>();
        Wrong("/name", "", "null", "7", "\"\"", "\"a\\tb\"", $"\"{new string('n', 201)}\"");
        Wrong("/currency", "", "\"eur\"", "\"EURO\"", "\"XXX\"", "978");
        Wrong("/zone", "", "\"Europe/Atlantis\"", "\"+02:00\"", "\"UTC+2\"", "\"europe/riga\"", "2");
        Wrong("/dayStart", "\"4:00\"", "\"24:00\"", "\"04:00:00\"", "\"04:60\"", "4");
        Wrong("/weekStart", "\"Monday\"", "\"mon\"", "1");
        Wrong("/stores", "[]", "\"riga-1\"");
        Wrong("/stores/lisbon-1", "[]", "\"Europe/Lisbon\"");
        Wrong("/stores/lisbon-1/zone", "\"Lisbon\"", "{}");
        Wrong("/stores/lisbon-1/dayStart", "\"late\"", "true");
        Wrong("/stores/no store", "{}");
        Wrong("/stores/a~1b", "{}");
        Wrong("/stores/lisbon-1/name", "\"x\"");
        Wrong("/closures", "\"sunday\"", "{}");
        Wrong("/closures/0", "\"25.12.2026\"", "\"2026-02-30\"", "\"2026-1-1\"", "\"-001-01-01\"", "\"0000-01-01\"", "null", "7", "\"Sunday\"");
        Wrong("/closures/1/from", "", "\"July\"");
        Wrong("/closures/1/to", "", "7", "\"2027-06-30\"");
        Wrong("/closures/1/name", "\"x\"");
        Wrong("/earn", "[]");
        Wrong("/earn/excludeCategories", "\"tobacco\"", "{}");
        Wrong("/earn/excludeCategories/0", "\"\"", "7", "\"to bacco\"", $"\"{new string('c', 65)}\"");
        Wrong("/earn/include", "[]");
        Wrong("/visit", "200");
        Wrong("/visit/minSpend", "-1", "1.0", "\"200\"", "9007199254740992");
        Wrong("/visit/min", "1");
        Wrong("/tiers", "", "[]");
        Wrong("/tiers/window", "", "\"rolling\"");
        Wrong("/tiers/window/kind", "", "\"Rolling\"", "\"year\"", "1");
        Wrong("/tiers/window/months", "", "0", "121", "12.0", "\"12\"");
        Wrong("/tiers/window/days", "30");
        Wrong("/tiers/keep", "", "12");
        Wrong("/tiers/keep/months", "", "0", "121");
        Wrong("/tiers/keep/days", "3");
        Wrong("/tiers/softLanding", "\"true\"", "1");
        Wrong("/tiers/levels", "", "[]", "{}");
        Wrong("/tiers/hard", "true");
        Wrong("/tiers/levels/0", "7", "null");
        Wrong("/tiers/levels/0/id", "", "\"\"", "\"a b\"", "1", $"\"{new string('i', 65)}\"");
        Wrong("/tiers/levels/0/name", "", "\"\"", "1");
        Wrong("/tiers/levels/0/spend", "1");
        Wrong("/tiers/levels/0/visits", "1");
        Wrong("/tiers/levels/0/reward", "\"tenOff\"");
        Wrong("/tiers/levels/1/id", "\"bronze\"");
        Wrong("/tiers/levels/1/spend", "0", "-1", "\"30000\"", "3e4");
        Wrong("/tiers/levels/2/visits", "0", "2147483648", "0.5");
        Wrong("/tiers/levels/2/require", "\"both\"", "true");
        Wrong("/tiers/levels/2/reward", "\"nothing\"", "7");
        Wrong("/tiers/levels/2/repeat", "true", "12");
        Wrong("/tiers/levels/2/repeat/months", "", "0", "1201");
        Wrong("/tiers/levels/1/benefits", "\"milk\"");
        Wrong("/tiers/levels/1/benefits/0", "\"\"", "7");
        Wrong("/tiers/levels/1/color", "\"silver\"");
        Wrong("/streaks", "{}");
        Wrong("/streaks/0", "\"weekly\"");
        Wrong("/streaks/0/id", "", "\"\"", "7");
        Wrong("/streaks/0/name", "", "7");
        Wrong("/streaks/0/period", "", "\"year\"", "\"Week\"", "7");
        Wrong("/streaks/0/visits", "0", "32", "\"1\"");
        Wrong("/streaks/0/freezes", "-1", "367");
        Wrong("/streaks/0/milestones", "{}");
        Wrong("/streaks/0/milestones/0", "4");
        Wrong("/streaks/0/milestones/0/length", "", "0", "10001");
        Wrong("/streaks/0/milestones/1/length", "4");
        Wrong("/streaks/0/milestones/0/reward", "", "\"none\"", "null");
        Wrong("/streaks/0/milestones/0/repeat", "\"no\"");
        Wrong("/streaks/0/milestones/0/name", "\"x\"");
        Wrong("/streaks/0/best", "1");
        Wrong("/stamps", "{}");
        Wrong("/stamps/0", "[]");
        Wrong("/stamps/0/id", "", "\"c c\"");
        Wrong("/stamps/0/name", "");
        Wrong("/stamps/0/count", "", "\"coffees\"");
        Wrong("/stamps/0/category", "", "\"\"", "7");
        Wrong("/stamps/0/every", "", "0", "\"9\"");
        Wrong("/stamps/0/maxPerDay", "0", "-1");
        Wrong("/stamps/0/reward", "", "\"none\"");
        Wrong("/stamps/0/have", "1");
        Wrong("/rewards/unused", "[]", "7");
        Wrong("/rewards/tenOff/name", "", "\"\"");
        Wrong("/rewards/tenOff/percent", "", "0", "101", "\"10\"");
        Wrong("/rewards/tenOff/amount", "5");
        Wrong("/rewards/tenOff/item", "\"coffee\"");
        Wrong("/rewards/fiver/amount", "", "0", "-5", "5.00");
        Wrong("/rewards/freeCoffee/item", "7", "\"\"");
        Wrong("/rewards/tenOff/validFor", "", "30");
        Wrong("/rewards/tenOff/validFor/days", "", "0", "3651");
        Wrong("/rewards/tenOff/validFor/months", "1");
        Wrong("/rewards/tenOff/issueAfter", "14");
        Wrong("/rewards/tenOff/issueAfter/days", "", "-1", "366");
        Wrong("/rewards/tenOff/cost", "-1", "0.8");
        Wrong("/rewards/tenOff/minSpend", "-1");
        Wrong("/rewards/fiver/stores", "\"riga-1\"");
        Wrong("/rewards/fiver/stores/0", "\"\"", "7");
        Wrong("/rewards/fiver/categories", "\"coffee\"");
        Elsewhere("/rewards/fiver/categories", "[ \"coffee\", \"two words\", 7 ]", "/rewards/fiver/categories/1 /rewards/fiver/categories/2");
        Wrong("/rewards/tenOff/maxDiscount", "0", "-1", "\"500\"");
        Wrong("/rewards/tenOff/perMemberMonth", "0", "1.5");
        Wrong("/rewards/freeCoffee/budgetMonth", "-1", "\"80\"");
        Wrong("/rewards/tenOff/budgetMonth", "1000");
        Wrong("/refunds", "\"reopen\"", "true");
        Wrong("/refunds/usedReward", "\"Reopen\"", "true");
        Wrong("/refunds/unused", "\"keep\"");
        Wrong("/retention", "24", "true");
        Wrong("/retention/months", "0", "1201", "1.5", "\"24\"");
        Elsewhere("/retention", "{}", "/retention/months");
        Wrong("/messages", "[]", "true");
        Wrong("/messages/from", "", "\"\"", "7", "\"Bean & Leaf\"", "\"a@b, c@d\"", "\"Bean\\r\\nBcc: x <a@b.example>\"");
        Wrong("/messages/sms", "{}");
        Wrong("/messages/quietHours", "true", "[]");
        Wrong("/messages/quietHours/from", "", "\"9\"", "\"24:00\"");
        Wrong("/messages/quietHours/to", "", "\"21:00\"");
        Wrong("/messages/cap/max", "", "0", "101");
        Wrong("/messages/cap/days", "", "0", "367");
        Wrong("/messages/welcome", "true", "[]");
        Wrong("/messages/welcome/reward", "\"fiver\"");
        Wrong("/messages/activation/afterDays", "", "0", "366");
        Wrong("/messages/tierUpgrade", "7");
        Wrong("/messages/tierExpiring/daysBefore", "", "0", "366");
        Wrong("/messages/thankYou/after", "2");
        Wrong("/messages/thankYou/after/hours", "", "-1", "721");
        Wrong("/messages/thankYou/when", "", "{}", "[]", "{\"firstPurchase\":false}");
        Wrong("/messages/thankYou/when/everyVisits", "0", "1.5");
        Wrong("/messages/thankYou/when/spendAtLeast", "0", "\"5\"");
        Wrong("/messages/thankYou/atMostEvery/days", "", "0", "366");
        Wrong("/messages/thankYou/askFeedback", "\"yes\"", "1");
        Wrong("/messages/thankYou/holdoutPercent", "-1", "101");
        Wrong("/messages/winBack/steps", "", "[]", "{}");
        Wrong("/messages/winBack/steps/0/afterDays", "", "0", "3651");
        Wrong("/messages/winBack/steps/1/afterDays", "45", "44");
        Wrong("/messages/winBack/steps/1/reward", "\"nothing\"", "7");
        Wrong("/messages/winBack/minVisits", "0");
        Wrong("/messages/winBack/holdoutPercent", "101", "\"10\"");
        Wrong("/messages/rewardExpiring/daysBefore", "", "0");
        Wrong("/messages/rewardExpiring/holdoutPercent", "1");
        Wrong("/messages/birthday", "\"freeCoffee\"");
        Wrong("/messages/birthday/reward", "\"nothing\"");
        Wrong("/messages/almostThere/withinPercent", "", "0", "100");
        Wrong("/rewardsSince", "\"now\"", "20260101", "\"2026-01-01T00:00:00Z\"");
        Wrong("/onPublish", "\"recompute\"");
        Wrong("/onPublish/tiers", "\"keep\"", "true");
        Wrong("/comment", "\"unknown\"");
        Wrong("/notes", "{}");
        Elsewhere("/rewards", "", "/tiers/levels/1/reward /tiers/levels/2/reward /streaks/0/milestones/0/reward "
            + "/streaks/0/milestones/1/reward /stamps/0/reward "
            + "/messages/winBack/steps/0/reward /messages/winBack/steps/1/reward /messages/birthday/reward");
        Elsewhere("/rewards/fiver/kind", "\"gift\"", "/rewards/fiver/kind");
        Elsewhere("/rewards/fiver/kind", "\"item\"", "/rewards/fiver/amount");
        Elsewhere("/rewards/no way", "{\"name\":\"N\",\"kind\":\"item\",\"validFor\":{\"days\":1}}", "/rewards/no way");
        Elsewhere("/tiers/window", "{\"kind\":\"lifetime\"}", "/tiers/keep");
        Elsewhere("/tiers/window", "{\"kind\":\"calendarYear\",\"months\":12}", "/tiers/window/months /tiers/keep");
        Elsewhere("/tiers/levels/1/spend", "", "/tiers/levels/1");
        Elsewhere("/streaks/0/period", "\"day\"", "");
        Elsewhere("/stamps/0/count", "\"visits\"", "/stamps/0/category");
        Elsewhere("/streaks/1", "{\"id\":\"weekly\",\"name\":\"W\",\"period\":\"day\",\"visits\":2}", "/streaks/1/id /streaks/1/visits");
        Elsewhere("/stamps/1", "{\"id\":\"coffee\"}", "/stamps/1/id /stamps/1/name /stamps/1/count /stamps/1/every /stamps/1/reward");
        Elsewhere("/stores/lisbon-1", "{}", "");
        Elsewhere("/stores/lisbon-1", "null", "");
        Elsewhere("/visit/minSpend", "0", "");
        Elsewhere("/onPublish", "{}", "");
        return rows;

        void Wrong(string field, params string[] values)
        {
            foreach (var value in values)
            {
                rows.Add(field, value, field);
            }
        }

        void Elsewhere(string field, string value, string pointers) => rows.Add(field, value, pointers);
    }

    [Theory]
    [InlineData("/tiers/levels", 20, """{"id":"l#","name":"L","spend":1}""")]
    [InlineData("/streaks", 10, """{"id":"s#","name":"S","period":"day"}""")]
    [InlineData("/stamps", 10, """{"id":"c#","name":"C","count":"visits","every":1,"reward":"fiver"}""")]
    public void There_is_a_most_of_each(string list, int most, string item)
    {
        string With(int count) => Set(
            Example, list,
            $"[{string.Join(',', Enumerable.Range(0, count).Select(i => item.Replace("#", $"{i}")).Select(Place))}]");

        Assert.Equal("", Pointers.Of(Parse(With(most))));
        Assert.Equal(list, Pointers.Of(Parse(With(most + 1))));

        static string Place(string level, int index) => index == 0 ? level.Replace(",\"spend\":1", "") : level;
    }

    [Fact]
    public void All_errors_are_told_at_once_in_the_contracts_order() => Assert.Equal(
        "/color /name /currency /zone /weekStart /tiers/window/kind /tiers/levels /streaks/0/reward /streaks/0/id /streaks/0/name /streaks/0/period",
        Pointers.Of(Parse(
            """
            { "streaks": [ { "reward": 1 } ], "weekStart": "today", "color": 1, "tiers": { "window": { } } }
            """)));

    [Theory]
    [InlineData("{}", "/name /currency /zone /tiers")]
    [InlineData("", "(root)")]
    [InlineData("[]", "(root)")]
    [InlineData("7", "(root)")]
    [InlineData("null", "(root)")]
    [InlineData("{} {}", "(root)")]
    public void What_is_no_program_is_said_to_be_none(string json, string pointers) => Assert.Equal(pointers, Pointers.Of(Parse(json)));

    [Theory]
    [InlineData("{\n  \"name\": \"Ā\" // a comment\n}", "line 2, column 15")]
    [InlineData("{\n  \"name\": \"A\",\n}", "line 3, column 1")]
    [InlineData("{\n  \"name\": 'A'\n}", "line 2, column 11")]
    public void What_is_no_JSON_is_told_with_line_and_column(string json, string place)
    {
        var bad = Assert.IsType<Parsed<LoyaltyProgram>.Bad>(Parse(json));

        Assert.Contains(place, Assert.Single(bad.Errors).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_has_at_most_a_mebibyte()
    {
        var padding = ProgramJson.MaxBytes - Encoding.UTF8.GetByteCount(Example);

        Assert.Equal("", Pointers.Of(Parse(Example + new string(' ', padding))));
        Assert.Equal("(root)", Pointers.Of(Parse(Example + new string(' ', padding + 1))));
    }

    [Theory]
    [InlineData("/currency", "\"USD\"", "/currency")]
    [InlineData("/zone", "\"Europe/Tallinn\"", "/zone")]
    [InlineData("/dayStart", "\"04:00\"", "/dayStart")]
    [InlineData("/weekStart", "\"sunday\"", "/weekStart")]
    [InlineData("/stores/lisbon-1/zone", "\"Europe/Madrid\"", "/stores/lisbon-1")]
    [InlineData("/stores/lisbon-1/dayStart", "\"03:00\"", "/stores/lisbon-1")]
    [InlineData("/stores", "{}", "/stores/lisbon-1")]
    [InlineData("/stores/porto-1", "{\"zone\":\"Europe/Lisbon\"}", "")]
    [InlineData("/tiers/levels/1/spend", "31000", "")]
    public void What_publishing_cannot_change_is_pointed_at(string field, string value, string pointers) => Assert.Equal(
        pointers,
        Pointers.Of(ProgramJson.Parse(Encoding.UTF8.GetBytes(Set(Example, field, value)), Pointers.Good(Parse(Example)))));

    private static Parsed<LoyaltyProgram> Parse(string json) => ProgramJson.Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>The document with the value at a JSON Pointer set or added, or taken out where it is empty.</summary>
    private static string Set(string json, string pointer, string value)
    {
        var root = JsonNode.Parse(json)!;
        var steps = pointer[1..].Split('/').Select(step => step.Replace("~1", "/").Replace("~0", "~")).ToArray();
        var parent = root;
        foreach (var step in steps[..^1])
        {
            parent = parent is JsonArray array
                ? array[int.Parse(step)]!
                : parent[step] ??= new JsonObject();
        }

        if (parent is JsonArray list)
        {
            var index = int.Parse(steps[^1]);
            if (index < list.Count)
            {
                list.RemoveAt(index);
            }

            list.Insert(index, JsonNode.Parse(value));
        }
        else
        {
            parent.AsObject().Remove(steps[^1]);
            if (value.Length > 0)
            {
                parent[steps[^1]] = JsonNode.Parse(value);
            }
        }

        return root.ToJsonString();
    }
}
