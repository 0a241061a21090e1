using NodaTime;

namespace Loyalty.LocalHost.Queue;

/// <summary>A message that was given up, and why.</summary>
/// <param name="Number">Its own among all messages and dead letters.</param>
/// <param name="At">When it was given up.</param>
public sealed record DeadLetter(
    long Number,
    ReadOnlyMemory<byte> Body,
    string? ContentType,
    string Reason,
    string Description,
    int DeliveryCount,
    Instant EnqueuedAt,
    Instant At)
{
    /// <summary>As much of a description as a dead letter keeps.</summary>
    internal static string Cut(string description)
    {
        var length = QueueLimits.DescriptionLength;
        if (description.Length <= length)
        {
            return description;
        }

        // Half of a pair of surrogates is no text.
        return description[..(char.IsHighSurrogate(description[length - 1]) ? length - 1 : length)];
    }
}
