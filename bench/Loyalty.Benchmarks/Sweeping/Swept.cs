namespace Loyalty.Benchmarks.Sweeping;

/// <summary>What a run of a timer took, and what it asked of the store.</summary>
/// <param name="Reads">Points and ranges.</param>
/// <param name="Rows">Written and taken out, in all commits.</param>
internal readonly record struct Swept(int Due, TimeSpan Took, long Reads, long Commits, long Rows);
