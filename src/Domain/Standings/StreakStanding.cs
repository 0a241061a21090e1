using Loyalty.Domain.Programs;

namespace Loyalty.Domain.Standings;

/// <summary>How many met periods the sequence has that is going on, and the best one ever.</summary>
public readonly record struct StreakStanding(StreakRules Streak, int Current, int Best);
