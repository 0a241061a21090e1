using System.Collections.Immutable;

namespace Loyalty.Domain.Rewards;

/// <summary>What brings a member's rewards to what they are entitled to.</summary>
/// <param name="Issue">One for each reward to issue now.</param>
/// <param name="Revoke">Open ones whose ground is gone, newest first, as far as they fit.</param>
/// <param name="Owed">How many more are to be issued that do not fit now.</param>
public sealed record RewardChanges(ImmutableArray<Due> Issue, ImmutableArray<Reward> Revoke, long Owed)
{
    public static RewardChanges None { get; } = new([], [], 0);
}
