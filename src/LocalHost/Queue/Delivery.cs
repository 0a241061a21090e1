namespace Loyalty.LocalHost.Queue;

/// <summary>What the queue keeps in memory of a message: everything but its contents.</summary>
internal sealed class Delivery(long sequenceNumber, int failures)
{
    public long SequenceNumber { get; } = sequenceNumber;

    /// <summary>The deliveries that failed and count towards the limit; kept in the file too.</summary>
    public int Failures { get; set; } = failures;

    public Guid LockToken { get; set; }

    public DateTimeOffset LockedUntil { get; set; }
}
