using NodaTime;

namespace Loyalty.LocalHost.Queue;

/// <summary>A message as its sender gave it, and when the queue took it.</summary>
public sealed record QueuedMessage(
    ReadOnlyMemory<byte> Body,
    string? MessageId,
    string? ContentType,
    IReadOnlyDictionary<string, object> Properties,
    Instant EnqueuedAt);
