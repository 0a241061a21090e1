namespace Loyalty.Domain.Purchases;

/// <summary>An amount in minor units and a quantity, of one category.</summary>
public readonly record struct Goods(long Amount, long Quantity)
{
    public static Goods operator +(Goods left, Goods right) =>
        new(checked(left.Amount + right.Amount), checked(left.Quantity + right.Quantity));

    public static Goods operator -(Goods left, Goods right) =>
        new(checked(left.Amount - right.Amount), checked(left.Quantity - right.Quantity));
}
