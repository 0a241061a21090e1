namespace Loyalty.Domain.Outreach;

/// <summary>What became of what a customer said.</summary>
public enum FeedbackStatus
{
    /// <summary>It was no complaint.</summary>
    Told,

    /// <summary>A complaint that waits for an answer.</summary>
    Open,

    /// <summary>A complaint that was answered.</summary>
    Answered,

    /// <summary>A complaint that the customer took back, by a better mark, before anybody answered.</summary>
    Withdrawn,
}
