namespace Loyalty.Functions.Verifying;

/// <summary>Something stored that does not follow from what it is derived from.</summary>
/// <param name="Row">Its key in the member's partition, or the table and what is looked for there: <c>codes/ABCD</c>.</param>
/// <param name="Stored">In a few words, and never a name or an address.</param>
/// <param name="IsMended">Whether it is as expected now.</param>
public sealed record Difference(string Member, string Row, string Field, string Stored, string Expected, bool IsMended = false);
