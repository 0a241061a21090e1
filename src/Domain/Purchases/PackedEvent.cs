namespace Loyalty.Domain.Purchases;

/// <summary>An event in as few bytes as it takes, with the number of the line that it came in.</summary>
/// <param name="Hash">Of the member, within one process.</param>
public readonly record struct PackedEvent(int Hash, ReadOnlyMemory<byte> Bytes);
