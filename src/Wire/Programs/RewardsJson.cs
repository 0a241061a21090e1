using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Programs;

/// <summary>The rewards by id.</summary>
internal static class RewardsJson
{
    private static readonly string[] Kinds = ["item", "percent", "amount"];

    public static ImmutableSortedDictionary<string, RewardTerms> None { get; } =
        ImmutableSortedDictionary.Create<string, RewardTerms>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, RewardTerms> Read(JsonElement element, JsonErrors errors)
    {
        var rewards = None.ToBuilder();
        foreach (var (name, value) in JsonFields.Entries(element, "rewards by id", errors))
        {
            if (!Identifier.IsValid(name, Identifier.ShortMaxLength))
            {
                errors.AddAt(name, $"Expected a reward's id: {ProgramValues.IdRule}.");
            }

            using (errors.In(name))
            {
                rewards[name] = ReadReward(name, value, errors);
            }
        }

        return rewards.ToImmutable();
    }

    private static RewardTerms ReadReward(string id, JsonElement element, JsonErrors errors)
    {
        var fields = new JsonFields(
            element, errors,
            "name", "kind", "item", "percent", "amount", "validFor", "issueAfter", "cost", "minSpend", "stores",
            "categories", "maxDiscount", "perMemberMonth", "budgetMonth");
        var name = fields.Required("name", ProgramValues.Name, ProgramValues.NameRule, "");
        var value = ReadValue(fields);
        if (fields.Has("budgetMonth") && !fields.Has("cost"))
        {
            errors.AddAt("budgetMonth", "Goes with cost only, which it is a sum of; say what one costs, or leave it out.");
        }

        return new RewardTerms
        {
            Id = id,
            Name = name,
            Value = value,
            ValidForDays = fields.RequiredObject("validFor", "an object with days", 0, validFor => ReadDays(validFor, 1, ProgramLimits.ValidDays, errors)),
            IssueAfterDays = fields.Object("issueAfter", 0, issueAfter => ReadDays(issueAfter, 0, ProgramLimits.DelayDays, errors)),
            Cost = fields.OptionalInteger("cost", 0, ProgramLimits.Money),
            MinSpend = fields.OptionalInteger("minSpend", 0, ProgramLimits.Money),
            Stores = fields.List("stores", "stores' ids", (store, _) => ReadStore(store, errors)),
            Categories = fields.List("categories", "categories", (category, _) => ReadCategory(category, errors)),
            MaxDiscount = fields.OptionalInteger("maxDiscount", 1, ProgramLimits.Money),
            PerMemberMonth = (int?)fields.OptionalInteger("perMemberMonth", 1, ProgramLimits.Count),
            BudgetMonth = fields.OptionalInteger("budgetMonth", 0, ProgramLimits.Money),
        };
    }

    private static RewardValue ReadValue(JsonFields fields)
    {
        var kind = fields.Required("kind", ProgramValues.Word(Kinds), ProgramValues.WordRule(Kinds), "");
        foreach (var other in Kinds.Where(other => kind.Length > 0 && other != kind))
        {
            fields.Forbid(other, $"Goes with the kind \"{other}\" only; leave it out.");
        }

        return kind switch
        {
            "percent" => new RewardValue.Percent((int)fields.RequiredInteger("percent", 1, ProgramLimits.Percent)),
            "amount" => new RewardValue.Amount(fields.RequiredInteger("amount", 1, ProgramLimits.Money)),
            "item" => new RewardValue.Item(fields.Optional("item", ProgramValues.Name, ProgramValues.NameRule)),
            _ => new RewardValue.Item(null),
        };
    }

    private static int ReadDays(JsonElement element, int min, int max, JsonErrors errors) =>
        (int)new JsonFields(element, errors, "days").RequiredInteger("days", min, max);

    private static StoreId ReadStore(JsonElement element, JsonErrors errors)
    {
        var store = ProgramValues.Store(element);
        if (store is null)
        {
            errors.Add($"Expected {ProgramValues.StoreRule}; found {element.Found()}.");
        }

        return store ?? default;
    }

    private static Category ReadCategory(JsonElement element, JsonErrors errors)
    {
        var category = ProgramValues.Category(element);
        if (category is null)
        {
            errors.Add($"Expected a category: {ProgramValues.IdRule}; found {element.Found()}.");
        }

        return category ?? default;
    }
}
