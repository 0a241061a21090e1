using System.Collections.Immutable;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Purchases;

/// <summary>
/// What the refunds and voids of one purchase come to, whatever their order: refunds with lines by category, the amount of
/// those without lines, and whether the purchase is voided. Sums stop at the most that a purchase can be, which leaves the
/// same of it.
/// </summary>
public sealed partial record Refunds
{
    /// <summary>No line can hold more units than all the lines of a purchase together.</summary>
    public const long MaxQuantity = (long)PurchaseLimits.MaxLines * PurchaseLimits.MaxQuantity;

    public static Refunds None { get; } = new();

    /// <summary>How many refunds and voids are in it.</summary>
    public int Count { get; init; }

    public bool Voided { get; init; }

    /// <summary>What refunds without lines took; minor units.</summary>
    public long WithoutLines { get; init; }

    public ImmutableSortedDictionary<Category, Goods> Lines { get; init; } = ImmutableSortedDictionary<Category, Goods>.Empty;

    /// <summary>These, without what they say of categories that the purchase does not have.</summary>
    public Refunds Of(Purchase purchase)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        return Lines.Keys.All(category => purchase.Lines.Any(line => line.Category == category))
            ? this
            : this with { Lines = Lines.RemoveRange(Lines.Keys.Except(purchase.Lines.Select(line => line.Category))) };
    }

    public Refunds With(PurchaseEvent refundOrVoid) => refundOrVoid switch
    {
        Refund refund => With(refund),
        PurchaseVoid purchaseVoid => With(purchaseVoid),
        _ => throw new ArgumentException("A purchase takes nothing from another.", nameof(refundOrVoid)),
    };

    public Refunds With(PurchaseVoid purchaseVoid)
    {
        ArgumentNullException.ThrowIfNull(purchaseVoid);
        return this with { Count = Count + 1, Voided = true };
    }

    public Refunds With(Refund refund)
    {
        ArgumentNullException.ThrowIfNull(refund);
        if (refund.Lines.IsEmpty)
        {
            return this with { Count = Count + 1, WithoutLines = Math.Min(WithoutLines + refund.Amount, PurchaseLimits.MaxAmount) };
        }

        var lines = Lines.ToBuilder();
        foreach (var line in refund.Lines)
        {
            var sum = lines.GetValueOrDefault(line.Category) + new Goods(line.Amount, line.Quantity);
            lines[line.Category] = new(Math.Min(sum.Amount, PurchaseLimits.MaxAmount), Math.Min(sum.Quantity, MaxQuantity));
        }

        return this with { Count = Count + 1, Lines = lines.ToImmutable() };
    }
}
