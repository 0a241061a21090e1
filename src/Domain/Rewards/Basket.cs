using System.Collections.Immutable;
using Loyalty.Domain.Purchases;

namespace Loyalty.Domain.Rewards;

/// <summary>What a customer is about to pay for.</summary>
/// <param name="Amount">Before the reward takes anything off; minor units.</param>
/// <param name="Lines">Empty where the till tells none; otherwise their amounts add up to the amount.</param>
public sealed record Basket(long Amount, ImmutableArray<Line> Lines);
