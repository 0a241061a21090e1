using System.Collections.Immutable;
using NodaTime;

namespace Loyalty.Domain.Backtests;

/// <summary>How many members move, and some of them: always the same ones, and not the oldest.</summary>
public sealed record Movers(long Members, ImmutableArray<Mover> Sample)
{
    public const int MostInSample = 20;

    public static Movers None { get; } = new(0, []);

    /// <summary>In which month how many of them would move, by <see cref="Mover.Until"/>.</summary>
    public ImmutableSortedDictionary<YearMonth, long> Months { get; init; } = ImmutableSortedDictionary<YearMonth, long>.Empty;

    public Movers Plus(Movers other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Members == 0 ? other : other.Members == 0 ? this : Of(Members + other.Members, [.. Sample, .. other.Sample]) with
        {
            Months = other.Months.Aggregate(
                Months, (months, more) => months.SetItem(more.Key, months.GetValueOrDefault(more.Key) + more.Value)),
        };
    }

    internal static Movers One(Mover mover) => new(1, [mover])
    {
        Months = mover.Until is { } until ? None.Months.Add(until.ToYearMonth(), 1) : None.Months,
    };

    internal static Movers Of(long members, IEnumerable<Mover> some) =>
        new(members, [.. some.OrderBy(mover => MemberShare.Number(mover.Member)).ThenBy(mover => mover.Member).Take(MostInSample)]);
}
