using System.Collections.Immutable;

namespace Loyalty.Domain.Standings;

/// <summary>How often a reward was earned under a key, version by version in the order in which they are in force.</summary>
public readonly record struct Entitlement(RewardKey Key, ImmutableArray<Earned> Earned)
{
    public long Count
    {
        get
        {
            var count = 0L;
            foreach (var earned in Earned)
            {
                count += earned.Count;
            }

            return count;
        }
    }
}
