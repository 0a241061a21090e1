namespace Loyalty.Domain.Standings;

/// <summary>What a streak's period came to.</summary>
public enum PeriodMark
{
    Met,
    Missed,

    /// <summary>All its dates were closed, so that it breaks nothing.</summary>
    Closed,

    /// <summary>It goes on, and may still be met.</summary>
    Open,
}
