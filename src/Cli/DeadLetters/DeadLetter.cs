namespace Loyalty.Cli.DeadLetters;

/// <summary>A message that was given up.</summary>
/// <param name="Id">Its own in the queue of dead letters.</param>
/// <param name="Deliveries">How often it was tried.</param>
public sealed record DeadLetter(
    long Id, string Reason, string Description, DateTimeOffset EnqueuedAt, int Deliveries, string? ContentType, ReadOnlyMemory<byte> Body);
