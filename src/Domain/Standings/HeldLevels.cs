using Loyalty.Domain.Values;

namespace Loyalty.Domain.Standings;

/// <summary>The levels that matter for a member's tier: those that no later and at least as high one outlasts.</summary>
internal readonly struct HeldLevels()
{
    private readonly List<HeldLevel> levels = new(4);

    /// <summary>Adds what was reached on the dates from one place up to another, all judged by the same version.</summary>
    public void Add(VersionRules rules, LevelMap map, in DateSums sums, int first, int below, ReadOnlySpan<byte> reached)
    {
        var highest = 0;
        for (var place = below - 1; place >= first && highest < rules.Tiers.Levels.Length - 1; place--)
        {
            if (reached[place] > highest)
            {
                levels.Add(new(sums.Days[place], reached[place], rules.Tiers, map));
                highest = map.KeepsOrder ? reached[place] : 0;
            }
        }
    }

    /// <summary>The highest of them on a day.</summary>
    public int On(int day)
    {
        var highest = 0;
        foreach (var level in levels)
        {
            highest = Math.Max(highest, level.On(day));
        }

        return highest;
    }

    /// <summary>The first later day on which the highest is below the level that it is on the given one.</summary>
    public int Until(int level, int day)
    {
        if (level == 0)
        {
            return Days.Never;
        }

        // One may rise to the level, where versions order their levels differently, just as another falls below it.
        for (var until = day; ;)
        {
            var before = until;
            foreach (var held in levels)
            {
                if (until != Days.Never && held.On(until) >= level)
                {
                    until = held.FallsBelow(level, until);
                }
            }

            if (until == before || until == Days.Never)
            {
                return until;
            }
        }
    }
}
