namespace Loyalty.Fuzzing;

/// <summary>An input for which something does not hold.</summary>
public sealed record FuzzFinding(IFuzzTarget Target, byte[] Input, Exception What);
