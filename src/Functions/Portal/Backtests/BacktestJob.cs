using Loyalty.Domain.Backtests;
using NodaTime;

namespace Loyalty.Functions.Portal.Backtests;

/// <summary>A backtest that goes over all members, as far as it has come.</summary>
public sealed record BacktestJob
{
    public required string Id { get; init; }

    /// <summary>The draft to the byte.</summary>
    public required ReadOnlyMemory<byte> Document { get; init; }

    /// <summary>The version that was published last when it began; later ones are left out.</summary>
    public required int Newest { get; init; }

    /// <summary>The last date that is looked at: the one on which it began.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The share of the members.</summary>
    public required int Percent { get; init; }

    /// <summary>What the members who were looked at come to.</summary>
    public required Backtest SoFar { get; init; }

    /// <summary>From where it goes on; null before the first page, and after the last.</summary>
    public string? Continuation { get; init; }

    public bool IsDone { get; init; }

    /// <summary>When it last got anywhere, by the real clock.</summary>
    public required Instant TouchedAt { get; init; }
}
