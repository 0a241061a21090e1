namespace Loyalty.Domain.Backtests;

/// <summary>Members who have a level on the last date.</summary>
/// <param name="Revenue">What they paid in the twelve months, after refunds, whatever of it a program counts; minor units.</param>
public sealed record TierCount(string Id, string Name, long Members, long Revenue);
