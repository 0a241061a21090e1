using System.Collections.Immutable;
using Loyalty.Wire.Json;

namespace Loyalty.Functions.Portal.Backtests;

/// <summary>How an attempt to begin a backtest ended.</summary>
public abstract record BacktestStart
{
    private BacktestStart()
    {
    }

    public sealed record Begun(BacktestJob Job) : BacktestStart;

    /// <summary>Another one is under way.</summary>
    public sealed record Busy(string Id) : BacktestStart;

    /// <summary>The draft is no good program, or changes what may not change.</summary>
    public sealed record Refused(ImmutableArray<JsonError> Errors) : BacktestStart;
}
