using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Rewards;

/// <summary>
/// What a reward takes off a basket. It takes from the lines of its categories; of an item without categories from those whose
/// category or sku is the item's name, where the name can be one; else from all. An amount takes itself, a percentage its part (half
/// a unit is rounded up), an item the price of one piece of the cheapest such line (the line's amount by its quantity, half a unit
/// rounded up): each at most what there is to take from, and at most <see cref="RewardTerms.MaxDiscount"/>. What a till does not
/// tell is not looked at: without lines nobody knows categories, and without a basket there is only what an amount says of itself.
/// </summary>
public abstract record Discounting
{
    private Discounting()
    {
    }

    /// <param name="Discount">Minor units; null where the till told too little to say.</param>
    public sealed record Given(long? Discount) : Discounting;

    public sealed record Refused(RedemptionRefusal Why) : Discounting;

    public static Discounting Decide(RewardTerms terms, Basket? basket)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (basket is null)
        {
            return new Given(terms.Value is RewardValue.Amount { Value: var amount } ? Capped(amount) : null);
        }

        if (basket.Amount < terms.MinSpend)
        {
            return new Refused(RedemptionRefusal.BasketTooSmall);
        }

        var takesFrom = TakesFrom(terms);
        if (basket.Lines.IsEmpty && (takesFrom is not null || terms.Value is RewardValue.Item))
        {
            return new Given(terms.Value is RewardValue.Amount { Value: var least } ? Capped(Math.Min(least, basket.Amount)) : null);
        }

        List<Line> lines = [.. basket.Lines.Where(line => line.Amount > 0 && (takesFrom?.Invoke(line) ?? true))];
        var covered = basket.Lines.IsEmpty ? basket.Amount : lines.Sum(line => line.Amount);
        return covered == 0 ? new Refused(RedemptionRefusal.NotInBasket) : new Given(Capped(terms.Value switch
        {
            RewardValue.Amount { Value: var value } => Math.Min(value, covered),
            RewardValue.Percent { Value: var percent } => ((covered * percent) + 50) / 100,
            RewardValue.Item => lines.Min(PriceOfOne),
            _ => throw new InvalidOperationException($"{terms.Value} is no value."),
        }));

        long Capped(long discount) => Math.Min(discount, terms.MaxDiscount ?? discount);
    }

    /// <summary>Which lines a reward takes from; null: all.</summary>
    private static Func<Line, bool>? TakesFrom(RewardTerms terms) =>
        !terms.Categories.IsEmpty ? line => terms.Categories.Contains(line.Category)
        : terms.Value is RewardValue.Item { Name: { } name } && Category.TryParse(name) is { } category
            ? line => line.Category == category || line.Sku == name
            : null;

    private static long PriceOfOne(Line line) => Math.Min(line.Amount, ((2 * line.Amount) + line.Quantity) / (2 * line.Quantity));
}
