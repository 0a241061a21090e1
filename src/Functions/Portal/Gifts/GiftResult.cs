using Loyalty.Domain.Members;
using Loyalty.Domain.Rewards;

namespace Loyalty.Functions.Portal.Gifts;

/// <summary>How an attempt to give a reward by hand ended.</summary>
internal abstract record GiftResult
{
    private GiftResult()
    {
    }

    public sealed record NoMember : GiftResult;

    /// <summary>The program in force has no such reward.</summary>
    public sealed record NoReward : GiftResult;

    /// <summary>Another gift has the id.</summary>
    public sealed record IdUsed : GiftResult;

    /// <summary>What the key may give this month would not reach.</summary>
    public sealed record BudgetSpent : GiftResult;

    /// <param name="IsNew">Whether it was given now, and not before.</param>
    public sealed record Given(Member Member, Reward Reward, bool IsNew) : GiftResult;
}
