using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>A day, week or month of a streak, from its first date to its last.</summary>
public readonly record struct StreakPeriod(LocalDate First, LocalDate Last, int Visits, PeriodMark Mark);
