using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Wire.Programs;

/// <summary>The messages (CONTRACT section 6). A kind that is absent is not sent.</summary>
internal static class MessagesJson
{
    public static MessageRules Read(JsonElement element, RewardReferences rewards, JsonErrors errors)
    {
        var fields = new JsonFields(
            element, errors,
            "from", "quietHours", "cap", "welcome", "activation", "tierUpgrade", "tierExpiring", "thankYou", "winBack",
            "rewardExpiring", "birthday", "almostThere");
        return new MessageRules
        {
            From = fields.Required("from", SenderText.Read, SenderText.Rule, new Sender(null, "")),
            QuietHours = fields.Object("quietHours", null, quiet => ReadQuietHours(quiet, errors)),
            Cap = fields.Object("cap", null, cap => ReadCap(cap, errors)),
            Welcome = fields.Object("welcome", false, kind => new JsonFields(kind, errors).IsObject),
            ActivationAfterDays = fields.Object("activation", (int?)null, kind => ReadDays(kind, "afterDays", errors)),
            TierUpgrade = fields.Object("tierUpgrade", false, kind => new JsonFields(kind, errors).IsObject),
            TierExpiringDaysBefore = fields.Object("tierExpiring", (int?)null, kind => ReadDays(kind, "daysBefore", errors)),
            ThankYou = fields.Object("thankYou", null, kind => ThankYouJson.Read(kind, errors)),
            WinBack = fields.Object("winBack", null, kind => WinBackJson.Read(kind, rewards, errors)),
            RewardExpiringDaysBefore = fields.Object("rewardExpiring", (int?)null, kind => ReadDays(kind, "daysBefore", errors)),
            Birthday = fields.Object(
                "birthday", null, kind => (BirthdayRules?)new BirthdayRules(rewards.Optional(new JsonFields(kind, errors, "reward")))),
            AlmostThere = fields.Object("almostThere", null, kind => ReadAlmostThere(kind, errors)),
        };
    }

    /// <summary>Of a kind that can be held out: what percentage of members is.</summary>
    public static int ReadHoldout(JsonFields fields) => (int)(fields.OptionalInteger("holdoutPercent", 0, ProgramLimits.Percent) ?? 0);

    private static QuietHours? ReadQuietHours(JsonElement element, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "from", "to");
        var from = fields.RequiredValue<LocalTime>("from", ProgramValues.Time, ProgramValues.TimeRule);
        var to = fields.RequiredValue<LocalTime>("to", ProgramValues.Time, ProgramValues.TimeRule);
        if (from is not null && from == to)
        {
            errors.AddAt("to", "Is the same as from: expected another time of day.");
        }

        return from is { } start && to is { } end ? new(start, end) : null;
    }

    private static MessageCap? ReadCap(JsonElement element, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "max", "days");
        return new((int)fields.RequiredInteger("max", 1, ProgramLimits.Cap), (int)fields.RequiredInteger("days", 1, ProgramLimits.CapDays));
    }

    private static AlmostThereRules? ReadAlmostThere(JsonElement element, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "withinPercent", "holdoutPercent");
        return new((int)fields.RequiredInteger("withinPercent", 1, ProgramLimits.Percent - 1), ReadHoldout(fields));
    }

    private static int? ReadDays(JsonElement element, string name, JsonErrors errors) =>
        (int)new JsonFields(element, errors, name).RequiredInteger(name, 1, ProgramLimits.MessageDays);
}
