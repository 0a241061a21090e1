using System.Collections.Immutable;
using Loyalty.Domain.Programs;

namespace Loyalty.Domain.Standings;

/// <summary>What the levels of one version count as in a later one: the level of the same id, or else of the same place, at most
/// the last; the first is always the first.</summary>
internal sealed class LevelMap
{
    private readonly ImmutableArray<int> places;

    public LevelMap(TierRules from, TierRules to)
    {
        places = [.. from.Levels.Select((level, place) => place == 0 ? 0 : Place(level, place, to.Levels))];
        KeepsOrder = places.Zip(places.Skip(1)).All(pair => pair.First <= pair.Second);
    }

    /// <summary>Whether a higher level never counts as a lower one.</summary>
    public bool KeepsOrder { get; }

    public int this[int level] => places[level];

    private static int Place(Level level, int place, ImmutableArray<Level> levels)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i].Id == level.Id)
            {
                return i;
            }
        }

        return Math.Min(place, levels.Length - 1);
    }
}
