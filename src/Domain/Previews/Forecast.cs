using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using NodaTime;

namespace Loyalty.Domain.Previews;

/// <summary>What a member has earned that is not issued yet.</summary>
public static class Forecast
{
    /// <summary>With when it is issued if nothing else happens; what is due already is issued today.</summary>
    public static ImmutableArray<PromisedReward> Of(ProgramVersions versions, Member member, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(member);
        var on = LocalDate.Max(today, member.History.LastDate ?? today);
        var earliest = versions.Delays.IsEmpty ? on : on.PlusDays(-versions.Delays[^1]);
        return new Issuing(versions, member.Rewards, today, [on, .. Dues(versions, member.History, earliest, on)]).Of(member.History);
    }

    /// <summary>The dates after one on which something may fall due that was earned on another or later.</summary>
    internal static IEnumerable<LocalDate> Dues(ProgramVersions versions, History history, LocalDate earnedFrom, LocalDate after) =>
        history.DatesFrom(earnedFrom)
            .SelectMany(earnedOn => versions.Delays.Select(delay => earnedOn.PlusDays(delay)))
            .Where(due => due > after)
            .Distinct()
            .Order();
}
