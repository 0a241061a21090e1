using System.Collections.Immutable;
using NodaTime;

namespace Loyalty.Domain.Backtests;

/// <summary>What a draft of the program would have changed, had it been in force for twelve months.</summary>
public sealed record Backtest
{
    /// <summary>The first of the dates that are looked at.</summary>
    public required LocalDate From { get; init; }

    /// <summary>The last one, on which members have their tiers.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>Members who were looked at.</summary>
    public required long Members { get; init; }

    /// <summary>By the program as it was; null where that is current.</summary>
    public required BacktestSide? AsItWas { get; init; }

    /// <summary>By the version published last.</summary>
    public required BacktestSide Current { get; init; }

    public required BacktestSide Draft { get; init; }

    /// <summary>How many members have which tier of current and which of the draft, in the order of the levels; none that nobody
    /// has.</summary>
    public required ImmutableArray<TierMove> Moves { get; init; }

    /// <summary>Those whose tier of the draft is higher than what their current one counts as there.</summary>
    public required Movers Up { get; init; }

    public required Movers Down { get; init; }

    /// <summary>Null where nothing is known of whom messages reach.</summary>
    public required MessageOutlook? Messages { get; init; }

    /// <summary>This and the same comparison of other members.</summary>
    public Backtest Plus(Backtest other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with
        {
            Members = Members + other.Members,
            AsItWas = other.AsItWas is { } was ? AsItWas?.Plus(was) : AsItWas,
            Current = Current.Plus(other.Current),
            Draft = Draft.Plus(other.Draft),
            Moves =
            [
                .. from current in Current.Tiers
                   from draft in Draft.Tiers
                   let members = Count(Moves, current.Id, draft.Id) + Count(other.Moves, current.Id, draft.Id)
                   where members > 0
                   select new TierMove(current.Id, draft.Id, members),
            ],
            Up = Up.Plus(other.Up),
            Down = Down.Plus(other.Down),
            Messages = other.Messages is { } messages && Messages is not null ? Messages.Plus(messages) : Messages ?? other.Messages,
        };
    }

    private static long Count(ImmutableArray<TierMove> moves, string from, string to) =>
        moves.FirstOrDefault(move => move.From == from && move.To == to)?.Members ?? 0;
}
