using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using NodaTime;

namespace Loyalty.Domain.Standings;

public sealed partial record Standing
{
    /// <summary>The standing of a member with this history on a date. Purchases dated after it are left out.</summary>
    public static Standing Evaluate(ProgramVersions versions, History history, LocalDate date)
    {
        throw new NotSupportedException($"{versions} {history} {date}");
    }
}
