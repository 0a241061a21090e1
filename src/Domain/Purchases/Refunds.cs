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
