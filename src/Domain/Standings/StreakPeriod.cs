using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>A day, week or month of a streak, and the visits in it up to the date that is asked for.</summary>
public readonly record struct StreakPeriod(LocalDate From, LocalDate To, int Visits, StreakPeriodStatus Status);
