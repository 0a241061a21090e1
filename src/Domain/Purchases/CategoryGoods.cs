namespace Loyalty.Domain.Purchases;

/// <summary>The goods of one date in one category, which is a place in <see cref="History.Categories"/>.</summary>
internal readonly record struct CategoryGoods(int Category, Goods Goods);
