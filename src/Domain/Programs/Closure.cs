using NodaTime;

namespace Loyalty.Domain.Programs;

/// <summary>When the shop is closed, so that a period without a visit is no missed one.</summary>
public abstract record Closure
{
    private Closure()
    {
    }

    /// <summary>From the first date to the last, both closed; one date is a range of itself.</summary>
    public sealed record Dates(LocalDate From, LocalDate To) : Closure;

    /// <summary>Each such day.</summary>
    public sealed record Weekly(IsoDayOfWeek Day) : Closure;
}
