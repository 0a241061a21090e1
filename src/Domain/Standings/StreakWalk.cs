using System.Buffers;

namespace Loyalty.Domain.Standings;

/// <summary>Goes through a member's visits by the rules of one streak, for the rewards of its milestones and for its length.
/// </summary>
internal ref struct StreakWalk
{
    private readonly StreakCourse course;
    private readonly ReadOnlySpan<RewardedLength> milestones;

    // The met periods in order, and how many periods were missed before each since the first.
    private readonly int[] met;
    private readonly int[] missed;

    // For each milestone the first met period after the one for which the last reward was given; -1: to be looked up.
    private readonly int[] afterGiven;
    private int count;
    private int start;

    private StreakWalk(StreakCourse course, int dates)
    {
        this.course = course;
        milestones = course.Milestones.AsSpan();
        met = ArrayPool<int>.Shared.Rent(dates);
        missed = ArrayPool<int>.Shared.Rent(dates);
        afterGiven = ArrayPool<int>.Shared.Rent(milestones.Length);
        afterGiven.AsSpan(0, milestones.Length).Fill(-1);
    }

    /// <summary>Gives the rewards that are earned on the dates from one place up to another, and returns the streak as it stands
    /// on the last day.</summary>
    public static StreakStanding Walk(
        StreakCourse course, VersionRules rules, in DateSums sums, int first, int below, int lastDay, Span<Tally> tallies)
    {
        var walk = new StreakWalk(course, below);
        var best = 0;
        var period = -1;
        var visits = 0;
        for (var place = 0; place < below; place++)
        {
            if (!sums.IsVisit(place))
            {
                continue;
            }

            var day = sums.Days[place];
            var own = course.Periods.Of(day);
            visits = own == period ? visits + 1 : 1;
            period = own;
            if (visits == course.Rules.Visits)
            {
                walk.Meet(period);
                best = Math.Max(best, walk.count - walk.start);
            }

            if (visits >= course.Rules.Visits && place >= first)
            {
                walk.Give(rules, day, lastDay, tallies);
            }
        }

        var current = walk.Current(course.Periods.Of(lastDay));
        walk.Return();
        return new(course.Rules, current, best);
    }

    private void Meet(int period)
    {
        missed[count] = count == 0 ? 0 : missed[count - 1] + course.Open(met[count - 1] + 1, period - 1);
        met[count++] = period;
        while (missed[count - 1] - missed[start] > course.Rules.Freezes)
        {
            start++;
        }
    }

    private readonly void Give(VersionRules rules, int day, int lastDay, Span<Tally> tallies)
    {
        for (var i = 0; i < milestones.Length; i++)
        {
            ref readonly var milestone = ref milestones[i];
            if (count - start < milestone.Length || !rules.Gives(milestone.Grant, day, lastDay))
            {
                continue;
            }

            ref var tally = ref tallies[milestone.Grant.Place];
            if (tally.Given && (!milestone.Repeats || count - Math.Max(start, AfterGiven(i, tally.PeriodEnd)) < milestone.Length))
            {
                continue;
            }

            tally.Give(day);
            tally.PeriodEnd = course.Periods.LastDay(met[count - 1]);
            afterGiven[i] = count;
        }
    }

    private readonly int AfterGiven(int milestone, int periodEnd)
    {
        if (afterGiven[milestone] < 0)
        {
            for (var i = start; i < count; i++)
            {
                if (course.Periods.FirstDay(met[i]) > periodEnd)
                {
                    return afterGiven[milestone] = i;
                }
            }

            return count;
        }

        return afterGiven[milestone];
    }

    // The own period of the last day is never missed; those between it and the last met one are, but for closed ones.
    private readonly int Current(int lastPeriod)
    {
        if (count == 0)
        {
            return 0;
        }

        var freezes = course.Rules.Freezes - course.Open(met[count - 1] + 1, lastPeriod - 1);
        if (freezes < 0)
        {
            return 0;
        }

        var first = start;
        while (missed[count - 1] - missed[first] > freezes)
        {
            first++;
        }

        return count - first;
    }

    private readonly void Return()
    {
        ArrayPool<int>.Shared.Return(met);
        ArrayPool<int>.Shared.Return(missed);
        ArrayPool<int>.Shared.Return(afterGiven);
    }
}
