using Loyalty.Domain.Programs;

namespace Loyalty.Domain.Standings;

/// <summary>How many stamps are on the card since the last reward.</summary>
public readonly record struct StampStanding(StampRules Card, long Have);
