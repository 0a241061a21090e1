using Loyalty.Domain.Standings;

namespace Loyalty.Domain.Rewards;

/// <summary>A reward that is to be issued: the key, and what earned it.</summary>
public readonly record struct Due(RewardKey Key, Earned Ground);
