namespace Loyalty.Domain.Programs;

/// <summary>A streak's length, 1 to 10,000 met periods, that earns a reward, once or each time.</summary>
public sealed record Milestone(int Length, string Reward, bool Repeat = true);
