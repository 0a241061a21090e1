namespace Loyalty.Domain.Programs;

/// <summary>Members are told of the next level when what is missing is at most so much of its threshold, 1 to 99 percent.</summary>
/// <param name="HoldoutPercent">0 to 100.</param>
public sealed record AlmostThereRules(int WithinPercent, int HoldoutPercent);
