namespace Loyalty.LocalHost.Options;

/// <summary>What the command line asks of <c>play</c>: a file of purchases, or null for the sample, and whether to end after
/// it.</summary>
public sealed record PlayOptions(string? File, bool Exit);
