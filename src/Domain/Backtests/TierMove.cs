namespace Loyalty.Domain.Backtests;

/// <summary>Members who have one level by the current program and one by the draft; ids of levels, which may be the same.</summary>
public sealed record TierMove(string From, string To, long Members);
