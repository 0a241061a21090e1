using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Standings;

/// <summary>A member's dates up to one with their spend and visits, each by the version in force on it: what an evaluation goes
/// through, kept for those who ask how it came about.</summary>
internal sealed class SummedDates
{
    private readonly int[] days;
    private readonly long[] spendBefore;
    private readonly int[] visitsBefore;
    private readonly int[] ends;

    public SummedDates(ProgramVersions versions, History history, LocalDate date)
    {
        LastDay = Days.Number(date);
        LastVersion = versions.IndexOn(date);
        var upTo = history.Days.BinarySearch(LastDay);
        days = history.Days[..(upTo < 0 ? ~upTo : upTo + 1)].ToArray();
        spendBefore = new long[days.Length + 1];
        visitsBefore = new int[days.Length + 1];
        ends = new int[LastVersion + 1];
        var sums = Sums;
        for (var i = 0; i <= LastVersion; i++)
        {
            ends[i] = i == LastVersion ? days.Length : sums.PlaceFrom(versions.Rules[i + 1].From);
            sums.Add(history, versions.Rules[i], First(i), ends[i]);
        }
    }

    public int LastDay { get; }

    /// <summary>The place of the version in force on the last day.</summary>
    public int LastVersion { get; }

    public int Count => days.Length;

    public DateSums Sums => new(days, spendBefore, visitsBefore);

    /// <summary>The place of the first date on which a version was in force.</summary>
    public int First(int version) => version == 0 ? 0 : ends[version - 1];

    /// <summary>The place after the last one.</summary>
    public int Below(int version) => ends[version];
}
