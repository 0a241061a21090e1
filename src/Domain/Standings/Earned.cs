using Loyalty.Domain.Programs;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>What one version of the program gave under a key: which reward, how often, and on which date last.</summary>
public readonly record struct Earned(ProgramVersion Version, RewardTerms Reward, long Count, LocalDate LastOn);
