using NodaTime;

namespace Loyalty.LocalHost.Queue;

/// <summary>A message that was given up, and why.</summary>
public sealed record DeadLetter(
    ReadOnlyMemory<byte> Body, string Reason, string Description, int DeliveryCount, Instant At)
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
