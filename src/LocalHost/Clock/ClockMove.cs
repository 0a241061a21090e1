using Loyalty.LocalHost.Queue;
using NodaTime;

namespace Loyalty.LocalHost.Clock;

/// <summary>How a move of the clock ended.</summary>
public abstract record ClockMove
{
    private ClockMove()
    {
    }

    /// <summary>The clock is there, and everything due on the way is done.</summary>
    public sealed record Done(Instant Now) : ClockMove;

    /// <summary>The clock does not go back.</summary>
    public sealed record Earlier(Instant Now) : ClockMove;

    /// <summary>The queue did not become empty in time; the clock has not moved.</summary>
    public sealed record QueueNotEmpty(QueueStats Left) : ClockMove;
}
