using Loyalty.Benchmarks.Backtests;
using Loyalty.Benchmarks.Costs;
using Loyalty.Benchmarks.Deciding;
using Loyalty.Benchmarks.Exporting;
using Loyalty.Benchmarks.Growth;
using Loyalty.Benchmarks.Intake;
using Loyalty.Benchmarks.Memory;
using Loyalty.Benchmarks.Peers;
using Loyalty.Benchmarks.Reporting;
using Loyalty.Benchmarks.Standings;
using Loyalty.Benchmarks.Starting;
using Loyalty.Benchmarks.Sweeping;
using Loyalty.Benchmarks.Till;
using Loyalty.Benchmarks.Year;

namespace Loyalty.Benchmarks;

/// <summary>All that is measured, in the order of the report.</summary>
internal static class Modes
{
    public static IReadOnlyList<Mode> All { get; } =
    [
        new(
            "decide",
            "The decision",
            "What an event costs in the decision (unpack the history, add a purchase, evaluate the standing, pack the history), beside a"
            + " bare sum of the amounts of all lines.",
            DecisionCost.RunAsync),
        new(
            "standing",
            "Standing and packing",
            "Where a member stands, beside a bare sum; a history into bytes and back, beside the same numbers as JSON. By BenchmarkDotNet.",
            HotPaths.RunAsync),
        new(
            "intake",
            "Intake",
            "Events a second from the first post to the last row, beside the bare reads and transactions of the same rows.",
            IntakeComparison.RunAsync),
        new(
            "exporting",
            "Exporting",
            "Events a second of a host that exports every span, figure and log by OTLP, beside one that exports nothing.",
            ExportingCost.RunAsync),
        new("till", "At the till", "Calls over HTTP by four tills, beside bare reads of the same members' rows.", TillComparison.RunAsync),
        new(
            "sweep",
            "A timer's run",
            "Win-back offers, each with a reward and a letter, for the members who are due, beside as many bare reads and writes.",
            SweepCost.RunAsync),
        new(
            "year",
            "A year of the clock",
            "Every timer of a simulated year over an empty store, beside a bare query for each time that one fires.",
            EmptyYear.RunAsync),
        new(
            "backtest",
            "A backtest",
            "`loyalty backtest` over a file, beside bare parsing of its lines; and tills beside backtests, to tills alone.",
            async (section, effort, cancellationToken) =>
            {
                await LargeBacktest.RunAsync(section, effort, cancellationToken);
                await TillsBeside.RunAsync(section, effort, cancellationToken);
            }),
        new(
            "start",
            "The start",
            "From the start of a LocalHost to its first answer, beside a minimal app of ASP.NET.",
            StartCost.RunAsync),
        new(
            "memory",
            "Memory",
            "A LocalHost that was asked for each member once and has counted an event for each of a thousand, beside one without members.",
            MemoryUse.RunAsync),
        new(
            "growth",
            "Growth",
            "What is asked most, a second, by what a member has bought and by how many members there are; and how many times as long one"
            + " takes as for the smallest.",
            GrowthCost.RunAsync),
        new(
            "costs",
            "What a year asks of the store",
            "Calls to the store by who asks, counted, to the events of the sample.",
            YearOfCalls.RunAsync),
        new(
            "peers",
            "Peers",
            "The sample's year through PostgreSQL, and its decisions by json-rules-engine, on the same work and to the same end.",
            PeerComparison.RunAsync),
    ];
}
