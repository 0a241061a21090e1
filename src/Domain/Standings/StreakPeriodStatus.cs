namespace Loyalty.Domain.Standings;

/// <summary>What a period is to a streak.</summary>
public enum StreakPeriodStatus
{
    Met,
    Missed,

    /// <summary>Not met, and neither missed, since all its dates are closed.</summary>
    Closed,

    /// <summary>The one that goes on, not met yet.</summary>
    Running,
}
