using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Wire.Programs;

/// <summary>The document that a marketer edits (CONTRACT section 2).</summary>
public static class ProgramJson
{
    /// <summary>What a program may have; over HTTP a larger one is 413.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int MaxRetentionMonths = 1_200;

    /// <param name="replaces">The version that it is published after, where there is one: what publishing cannot change is
    /// looked at too.</param>
    public static Parsed<LoyaltyProgram> Parse(ReadOnlyMemory<byte> utf8, LoyaltyProgram? replaces = null)
    {
        var errors = new JsonErrors();
        using var document = JsonText.Open(utf8, MaxBytes, "A program", errors);
        if (document is null)
        {
            return new Parsed<LoyaltyProgram>.Bad(errors.ToImmutable());
        }

        var program = Read(document.RootElement, errors);
        if (replaces is not null && !errors.Any)
        {
            Unchangeable.Report(replaces, program, errors);
        }

        return errors.Any ? new Parsed<LoyaltyProgram>.Bad(errors.ToImmutable()) : new Parsed<LoyaltyProgram>.Good(program);
    }

    private static LoyaltyProgram Read(JsonElement root, JsonErrors errors)
    {
        var fields = new JsonFields(
            root, errors, "$schema", "name", "currency", "zone", "dayStart", "weekStart", "stores", "closures", "earn", "visit",
            "tiers", "streaks", "stamps", "rewards", "rewardsSince", "refunds", "retention", "messages", "onPublish");
        var rewards = new RewardReferences(fields.Find("rewards"));
        return new LoyaltyProgram
        {
            Name = fields.Required("name", ProgramValues.Name, ProgramValues.NameRule, ""),
            Currency = fields.Required("currency", ProgramValues.Currency, ProgramValues.CurrencyRule, ""),
            Zone = fields.Required("zone", ProgramValues.Zone, ProgramValues.ZoneRule, DateTimeZone.Utc),
            DayStart = fields.OptionalValue<LocalTime>("dayStart", ProgramValues.Time, ProgramValues.TimeRule) ?? LocalTime.Midnight,
            WeekStart = fields.OptionalValue<IsoDayOfWeek>("weekStart", ProgramValues.Day, ProgramValues.DayRule) ?? IsoDayOfWeek.Monday,
            Stores = fields.Object("stores", ImmutableDictionary<StoreId, StoreRules>.Empty, stores => StoresJson.Read(stores, errors)),
            Closures = fields.List("closures", "dates, ranges and days of the week", (closure, _) => ClosuresJson.Read(closure, errors)),
            ExcludedCategories = fields.Object<ImmutableHashSet<Category>>("earn", [], earn => ReadEarn(earn, errors)),
            VisitMinSpend = fields.Object("visit", 1L, visit => ReadVisit(visit, errors)),
            Tiers = fields.RequiredObject(
                "tiers", "an object with window and levels", TiersJson.StandIn, tiers => TiersJson.Read(tiers, rewards, errors)),
            Streaks = StreaksJson.Read(fields, rewards),
            Stamps = StampsJson.Read(fields, rewards),
            Rewards = fields.Object("rewards", RewardsJson.None, all => RewardsJson.Read(all, errors)),
            RewardsSince = fields.OptionalValue<LocalDate>("rewardsSince", ProgramValues.Date, ProgramValues.DateRule),
            ReopensUsedRewards = fields.Object("refunds", false, refunds => ReadRefunds(refunds, errors)),
            RetentionMonths = fields.Object<int?>("retention", null, retention => TiersJson.ReadMonths(retention, MaxRetentionMonths, errors)),
            Messages = fields.Object("messages", null, messages => (MessageRules?)MessagesJson.Read(messages, rewards, errors)),
            RecomputesTiers = fields.Object("onPublish", false, onPublish => ReadOnPublish(onPublish, errors)),
        };
    }

    private static ImmutableHashSet<Category> ReadEarn(JsonElement element, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "excludeCategories");
        return [.. fields.List("excludeCategories", "categories", (item, _) =>
        {
            var category = ProgramValues.Category(item);
            if (category is null)
            {
                errors.Add($"Expected a category: {ProgramValues.IdRule}; found {item.Found()}.");
            }

            return category ?? default;
        })];
    }

    private static long ReadVisit(JsonElement element, JsonErrors errors) =>
        new JsonFields(element, errors, "minSpend").OptionalInteger("minSpend", 0, ProgramValues.MaxMoney) ?? 1;

    private static bool ReadRefunds(JsonElement element, JsonErrors errors) =>
        new JsonFields(element, errors, "usedReward")
            .Optional("usedReward", ProgramValues.Word("reopen", "keep"), ProgramValues.WordRule("reopen", "keep")) == "reopen";

    private static bool ReadOnPublish(JsonElement element, JsonErrors errors) =>
        new JsonFields(element, errors, "tiers")
            .Optional("tiers", ProgramValues.Word("recompute"), ProgramValues.WordRule("recompute")) is not null;
}
