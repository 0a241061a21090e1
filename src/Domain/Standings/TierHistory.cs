using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>How a member's tier came about: every change from the first purchase on, and what the tier rests on.</summary>
/// <param name="Changes">Rising by date.</param>
/// <param name="Ground">Null on the first level, which rests on nothing.</param>
public sealed record TierHistory(ImmutableArray<TierChange> Changes, TierGround? Ground)
{
    /// <summary>Up to a date. It goes once through the dates that can change a tier: those with purchases, those on which something
    /// lapses, and those on which a version comes into force.</summary>
    public static TierHistory Of(ProgramVersions versions, History history, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(history);
        return new TierSweep(versions, new SummedDates(versions, history, date)).Sweep();
    }

    /// <summary>Since when the tier has been what it is; null where it has been so from the first purchase on.</summary>
    public LocalDate? Since => Changes is [.., var last] ? last.On : null;
}
