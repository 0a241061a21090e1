using System.Collections.Immutable;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Receiving;

/// <summary>A purchase as the ledger knows it.</summary>
/// <param name="Counted">Null where it is not there.</param>
/// <param name="Used">The rewards that were used on it, whether or not it is there.</param>
internal sealed record NamedPurchase(EventId Id, CountedPurchase? Counted, ImmutableArray<UsedReward> Used);
