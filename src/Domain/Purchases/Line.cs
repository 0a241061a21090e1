using Loyalty.Domain.Values;

namespace Loyalty.Domain.Purchases;

/// <summary>Goods of one category on a receipt; the amount in minor units.</summary>
public sealed record Line(Category Category, int Quantity, long Amount, string? Sku = null);
