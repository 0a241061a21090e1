namespace Loyalty.LocalHost.Queue;

/// <summary>The limits of the queue, after those that the purchases queue has on Service Bus.</summary>
public static class QueueLimits
{
    /// <summary>So many times a message is tried before it is dead-lettered: an outage must not fill the dead letters.</summary>
    public const int Deliveries = 1_000;

    /// <summary>The longest description of a dead letter, in characters; what is over is cut off.</summary>
    public const int DescriptionLength = 4_096;

    /// <summary>The most that one send carries, in bytes: a message or batch of the broker's standard tier.</summary>
    public const int BatchBytes = 256 * 1024;

    /// <summary>How long a receiver has a message to itself, by the clock on the wall.</summary>
    public static TimeSpan Lock { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an abandoned message rests; its receiver has waited before it gave up.</summary>
    public static TimeSpan AbandonedRest { get; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest that a message rests between failed deliveries.</summary>
    public static TimeSpan LongestRest { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a message rests after so many failed deliveries: a second, then twice as long each time.</summary>
    public static TimeSpan RestAfter(int failures)
    {
        const int DoublingsAtMost = 6;
        var seconds = 1 << Math.Clamp(failures - 1, 0, DoublingsAtMost);
        return TimeSpan.FromSeconds(Math.Min(seconds, LongestRest.TotalSeconds));
    }
}
