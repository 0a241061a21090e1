using System.Collections.Immutable;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Purchases;

/// <summary>What a till tells: a purchase, a refund of part or all of one, or that one never happened. Built by src/Wire, which
/// lets no value outside the limits of the contract through.</summary>
public abstract record PurchaseEvent
{
    private protected PurchaseEvent()
    {
    }

    public required EventId Id { get; init; }

    public required MemberId Member { get; init; }

    /// <summary>The purchase that a refund or void takes from; null of a purchase.</summary>
    public virtual EventId? TakesFrom => null;

    public required StoreId Store { get; init; }

    /// <summary>When it happened at the till.</summary>
    public required Instant At { get; init; }

    /// <summary>What brought the purchase: a campaign, an offer's code, a link.</summary>
    public string? Attribution { get; init; }

    public string? Channel { get; init; }

    public string? Cashier { get; init; }
}

/// <summary>Goods were paid for.</summary>
public sealed record Purchase : PurchaseEvent
{
    /// <summary>What was paid for goods, after discounts; minor units.</summary>
    public required long Amount { get; init; }

    /// <summary>What loyalty rewards took off; minor units.</summary>
    public long Discount { get; init; }

    /// <summary>Empty where the till sends none; otherwise the amounts add up to <see cref="Amount"/>.</summary>
    public ImmutableArray<Line> Lines { get; init; } = [];

    // An array's own equality is of the reference.
    public bool Equals(Purchase? other) =>
        base.Equals(other) && Amount == other.Amount && Discount == other.Discount
        && Lines.AsSpan().SequenceEqual(other.Lines.AsSpan());

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Amount, Lines.Length);
}

/// <summary>Part or all of one purchase comes back.</summary>
public sealed record Refund : PurchaseEvent
{
    public required EventId Purchase { get; init; }

    public override EventId? TakesFrom => Purchase;

    /// <summary>At least 1; minor units.</summary>
    public required long Amount { get; init; }

    /// <summary>Accepted as the till sends it; it changes nothing in the member's standing.</summary>
    public long Discount { get; init; }

    /// <summary>Empty where the till sends none; otherwise the amounts add up to <see cref="Amount"/>.</summary>
    public ImmutableArray<Line> Lines { get; init; } = [];

    // An array's own equality is of the reference.
    public bool Equals(Refund? other) =>
        base.Equals(other) && Purchase == other.Purchase && Amount == other.Amount && Discount == other.Discount
        && Lines.AsSpan().SequenceEqual(other.Lines.AsSpan());

    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Amount, Lines.Length);
}

/// <summary>The purchase never happened.</summary>
public sealed record PurchaseVoid : PurchaseEvent
{
    public required EventId Purchase { get; init; }

    public override EventId? TakesFrom => Purchase;
}
