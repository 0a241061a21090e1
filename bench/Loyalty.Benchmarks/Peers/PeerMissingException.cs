namespace Loyalty.Benchmarks.Peers;

/// <summary>A peer is not installed here; the message says what is missing.</summary>
internal sealed class PeerMissingException(string message) : Exception(message);
