using System.Collections.Immutable;
using Loyalty.Domain.Standings;

namespace Loyalty.Domain.Previews;

/// <summary>The least that is still to be spent on the date of the purchase to reach something more, and what that is.</summary>
/// <param name="Spend">Minor units, from 1, of goods that count as spend.</param>
/// <param name="Standing">With it.</param>
/// <param name="Rewards">Beyond those that the purchase brings without it.</param>
public sealed record NextStep(long Spend, Standing Standing, ImmutableArray<PromisedReward> Rewards);
