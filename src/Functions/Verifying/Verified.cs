namespace Loyalty.Functions.Verifying;

/// <summary>How far members were held to their ledgers.</summary>
/// <param name="Members">How many were looked at.</param>
/// <param name="Next">Where to go on; null where all are done.</param>
public sealed record Verified(int Members, IReadOnlyList<Difference> Differences, string? Next);
