namespace Loyalty.Torture.Shop;

/// <summary>What a till was last told of its redemption.</summary>
/// <param name="Code">Of which reward.</param>
/// <param name="Status">As the host calls it: <c>redeemed</c>, <c>held</c>, <c>cancelled</c>, <c>ended</c>; or <c>refused</c>.</param>
internal sealed record Use(string Code, string Status);
