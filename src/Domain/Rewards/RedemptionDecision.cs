namespace Loyalty.Domain.Rewards;

/// <summary>What becomes of a reward when a till asks for it.</summary>
public abstract record RedemptionDecision
{
    private RedemptionDecision()
    {
    }

    /// <summary>The reward and its redemption as they are from now on.</summary>
    public sealed record Done(Reward Reward, Redemption Redemption) : RedemptionDecision;

    /// <summary>It was done before: told twice, it is done once.</summary>
    public sealed record Same(Redemption Redemption) : RedemptionDecision;

    public sealed record Refused(RedemptionRefusal Why) : RedemptionDecision;
}
