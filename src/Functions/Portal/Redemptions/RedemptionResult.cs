using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Portal.Redemptions;

/// <summary>How an attempt to redeem, hold, confirm or cancel ended.</summary>
public abstract record RedemptionResult
{
    private RedemptionResult()
    {
    }

    /// <summary>There is no such reward, or no such redemption.</summary>
    public sealed record NotFound : RedemptionResult;

    public sealed record Refused(RedemptionRefusal Why) : RedemptionResult;

    /// <param name="IsNew">Whether it was done now, and not before.</param>
    public sealed record Done(Redemption Redemption, MemberId Member, bool IsNew) : RedemptionResult;
}
