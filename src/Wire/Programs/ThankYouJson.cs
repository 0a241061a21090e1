using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Programs;

/// <summary>The thank-you note.</summary>
internal static class ThankYouJson
{
    public static ThankYouRules? Read(JsonElement element, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "after", "when", "atMostEvery", "askFeedback", "holdoutPercent");
        var rules = fields.RequiredObject(
            "when", "an object with firstPurchase, everyVisits or spendAtLeast", new ThankYouRules(), when => ReadWhen(when, errors));
        return rules with
        {
            AfterHours = fields.Object(
                "after", 0, after => (int)new JsonFields(after, errors, "hours").RequiredInteger("hours", 0, ProgramLimits.ThankYouHours)),
            AtMostEveryDays = fields.Object(
                "atMostEvery", (int?)null, every => (int)new JsonFields(every, errors, "days").RequiredInteger("days", 1, ProgramLimits.MessageDays)),
            AskFeedback = fields.OptionalFlag("askFeedback") ?? false,
            HoldoutPercent = MessagesJson.ReadHoldout(fields),
        };
    }

    private static ThankYouRules ReadWhen(JsonElement element, JsonErrors errors)
    {
        var fields = new JsonFields(element, errors, "firstPurchase", "everyVisits", "spendAtLeast");
        var rules = new ThankYouRules
        {
            FirstPurchase = fields.OptionalFlag("firstPurchase") ?? false,
            EveryVisits = (int?)fields.OptionalInteger("everyVisits", 1, ProgramLimits.Count),
            SpendAtLeast = fields.OptionalInteger("spendAtLeast", 1, ProgramLimits.Money),
        };
        if (fields.IsObject && !rules.FirstPurchase && !fields.Has("everyVisits") && !fields.Has("spendAtLeast"))
        {
            errors.Add("Thanks for nothing: expected firstPurchase true, everyVisits or spendAtLeast.");
        }

        return rules;
    }
}
