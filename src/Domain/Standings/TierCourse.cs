using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Standings;

/// <summary>Which levels were reached, what they earned, and what is held of them.</summary>
internal static class TierCourse
{
    /// <summary>Sets the level reached on each date from one place up to another, under the given rules.</summary>
    public static void Reach(TierRules rules, in DateSums sums, int first, int below, Span<byte> reached)
    {
        var start = 0;
        for (var place = first; place < below; place++)
        {
            start = sums.WindowStart(rules.Window, sums.Days[place], start);
            reached[place] = Highest(rules.Levels, sums.Spend(start, place + 1), sums.Visits(start, place + 1));
        }
    }

    /// <summary>Gives the rewards of the levels reached on the dates from one place up to another.</summary>
    public static void Give(
        VersionRules rules, in DateSums sums, int first, int below, ReadOnlySpan<byte> reached, int lastDay, Span<Tally> tallies)
    {
        foreach (var (level, repeatMonths, grant) in rules.Levels)
        {
            ref var tally = ref tallies[grant.Place];
            var next = tally.Given ? AfterGiven(tally.LastOn, repeatMonths) : 0;
            for (var place = first; place < below; place++)
            {
                var day = sums.Days[place];
                if (level <= reached[place] && day >= next && rules.Gives(grant, day, lastDay))
                {
                    tally.Give(day);
                    next = AfterGiven(day, repeatMonths);
                }
            }
        }
    }

    /// <summary>The first day on which the reward that was last given on one may be given again.</summary>
    private static int AfterGiven(int day, int? repeatMonths) =>
        repeatMonths is { } months ? Days.PlusMonths(day, months) : Days.Never;

    private static byte Highest(ImmutableArray<Level> levels, long spend, int visits)
    {
        for (var place = levels.Length - 1; place > 0; place--)
        {
            if (levels[place].IsMetBy(spend, visits))
            {
                return (byte)place;
            }
        }

        return 0;
    }
}
