using Loyalty.Domain.Rewards;

namespace Loyalty.Functions.Members;

/// <summary>A reward that is written, as it was before and as it is from now on.</summary>
/// <param name="Before">Null: it is new.</param>
public sealed record WrittenReward(Reward? Before, Reward After);
