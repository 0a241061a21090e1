namespace Loyalty.Domain.Programs;

/// <summary>How long a period of a streak is.</summary>
public enum PeriodKind
{
    Day,
    Week,
    Month,
}
