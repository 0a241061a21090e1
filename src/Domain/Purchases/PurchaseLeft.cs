using System.Collections.Immutable;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Purchases;

/// <summary>What is left of a purchase once its refunds are taken (CONTRACT section 3). A purchase that no longer stands leaves
/// nothing: no discount, no goods.</summary>
public sealed record PurchaseLeft
{
    /// <summary>Of a purchase that no longer stands.</summary>
    public static PurchaseLeft Nothing { get; } = new(false, 0, []);

    private PurchaseLeft(bool stands, long discount, ImmutableArray<KeyValuePair<Category, Goods>> categories)
    {
        Stands = stands;
        Discount = discount;
        Categories = categories;
    }

    public bool Stands { get; }

    public long Discount { get; }

    /// <summary>By category, ordinal; what has neither amount nor quantity left is not listed.</summary>
    public ImmutableArray<KeyValuePair<Category, Goods>> Categories { get; }

    public static PurchaseLeft Of(Purchase purchase, Refunds refunds)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        ArgumentNullException.ThrowIfNull(refunds);
        if (refunds.Voided)
        {
            return Nothing;
        }

        var bought = Bought(purchase);
        var left = new List<KeyValuePair<Category, Goods>>(bought.Count);
        var amountLeft = 0L;
        var withoutLines = refunds.WithoutLines;
        foreach (var (category, goods) in bought)
        {
            var refunded = refunds.Lines.GetValueOrDefault(category);
            var amount = Math.Max(0, goods.Amount - refunded.Amount);
            var taken = Math.Min(amount, withoutLines);
            withoutLines -= taken;
            amount -= taken;
            var quantity = goods.Amount > 0 && amount == 0 ? 0 : Math.Max(0, goods.Quantity - refunded.Quantity);
            amountLeft += amount;
            if (amount != 0 || quantity != 0)
            {
                left.Add(new(category, new(amount, quantity)));
            }
        }

        return purchase.Amount > 0 && amountLeft == 0 ? Nothing : new(true, purchase.Discount, [.. left]);
    }

    private static SortedList<Category, Goods> Bought(Purchase purchase)
    {
        var bought = new SortedList<Category, Goods>();
        if (purchase.Lines.IsEmpty)
        {
            bought.Add(Category.Empty, new(purchase.Amount, 0));
        }

        foreach (var line in purchase.Lines)
        {
            bought[line.Category] = bought.GetValueOrDefault(line.Category) + new Goods(line.Amount, line.Quantity);
        }

        return bought;
    }
}
