namespace Loyalty.Domain.Rewards;

/// <summary>Which limit withheld a reward.</summary>
public enum WithheldReason
{
    /// <summary>The member has had as many of it this month as a member may have.</summary>
    MemberMonth,

    /// <summary>What rewards of it may cost this month is spent.</summary>
    BudgetMonth,
}
