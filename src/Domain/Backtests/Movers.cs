using System.Collections.Immutable;

namespace Loyalty.Domain.Backtests;

/// <summary>How many members move, and some of them: always the same ones, and not the oldest.</summary>
public sealed record Movers(long Members, ImmutableArray<Mover> Sample)
{
    public const int MostInSample = 20;

    public static Movers None { get; } = new(0, []);

    public Movers Plus(Movers other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Members == 0 ? other : other.Members == 0 ? this : Of(Members + other.Members, [.. Sample, .. other.Sample]);
    }

    internal static Movers Of(long members, IEnumerable<Mover> some) =>
        new(members, [.. some.OrderBy(mover => MemberShare.Number(mover.Member)).ThenBy(mover => mover.Member).Take(MostInSample)]);
}
