using System.Globalization;
using Loyalty.Scale.Inputs;
using Loyalty.Scale.Simulated;

namespace Loyalty.Scale.Scenarios;

/// <summary>What the simulated weeks came to, as the tables of docs/scale.md.</summary>
public static class Report
{
    private const double SecondsAMinute = 60;
    private const double SecondsAnHour = 3_600;
    private const double SecondsAYear = 365 * 86_400;

    // Fewer are on their way at any time.
    private const double Drained = 10_000;

    public static IEnumerable<string> Weeks(IEnumerable<(Scenario Scenario, Week Week)> runs) =>
    [
        "| purchases | design | at tills | in the queue | oldest | instances | calls a second | finder rows a second | finder behind | timers behind | runs ended |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
        .. runs.Select(run => Of(run.Scenario, run.Week)),
    ];

    public static IEnumerable<string> Drains(IEnumerable<(Scenario Scenario, Week Week)> runs) =>
    [
        "| purchases | design | waiting | until that is counted | instances held by failures | calls a second asked |",
        "|---|---|---|---|---|---|",
        .. runs.Where(run => run.Scenario.Chain.OutFor > 0).Select(run => Drain(run.Scenario, run.Week)),
    ];

    public static IEnumerable<string> Bills(IEnumerable<(Scenario Scenario, Week Week)> runs, Work work, Prices prices) =>
    [
        "| purchases | design | calls | rows kept | queue | executions | instances | telemetry | letters | together |",
        "|---|---|---|---|---|---|---|---|---|---|",
        .. runs.Where(run => run.Scenario.Chain.OutFor == 0).Select(run =>
        {
            var bill = Bill.Of(run.Week, work, prices);
            return $"| {run.Scenario.Chain.Name} | {run.Scenario.Name} | {Whole(bill.Calls)} | {Whole(bill.Kept)} | {Whole(bill.Bus)} | {Whole(bill.Executions)}"
                + $" | {Whole(bill.Instances)} | {Whole(bill.Telemetry)} | {Whole(bill.Letters)} | {Whole(bill.Total)} |";
        }),
    ];

    public static IEnumerable<string> Walks(IEnumerable<Chain> chains, IEnumerable<(string Name, Design Design)> designs, Work work, Durations durations) =>
    [
        "| purchases | rows of members after a year | walk | pages | days |",
        "|---|---|---|---|---|",
        .. from chain in chains
           from design in designs
           let walk = Walk.Of(chain, work, design.Design, durations)
           select $"| {chain.Name} | {Whole(walk.Rows)} | {design.Name} | {Whole(walk.Pages)} | {walk.Days.ToString("#,0.#", CultureInfo.InvariantCulture)} |",
    ];

    /// <summary>What the simulation rests on, as it was counted.</summary>
    public static IEnumerable<string> Works(Work work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return
        [
            "| what | for each purchase | for each member and year | calls | rows of the finder |",
            "|---|---|---|---|---|",
            $"| counting | 1 | | {Part(work.CallsAPurchase)} | |",
            .. work.Timers.Select(timer => $"| looks of {timer.Name} | {Part(timer.ByPurchase)} | {Part(timer.ByMember * SecondsAYear)}"
                + $" | {Part(timer.Calls)} | {Part(timer.Rows)} |"),
            $"| rows that stay | {Part(work.RowsAPurchase)} | | | |",
            $"| letters | | {Part(work.LettersAMemberAndYear)} | | |",
        ];
    }

    private static string Of(Scenario scenario, Week week)
    {
        var minutes = week.Minutes;
        return $"| {scenario.Chain.Name} | {scenario.Name} | {Most(minute => minute.AtTills)} | {Most(minute => minute.Waiting)}"
            + $" | {Time(minutes.Max(minute => minute.QueueAge))} | {Most(minute => minute.Counting)} | {Most(minute => minute.Asked)}"
            + $" | {Most(minute => minute.FinderRows)} | {Time(minutes.Max(minute => minute.FinderAge))} | {Time(minutes.Max(minute => minute.TimersAge))}"
            + $" | {Whole(week.Sweeps.Sum(sweep => sweep.Ended + sweep.TimedOut))} |";

        string Most(Func<Minute, double> of) => Whole(minutes.Max(of));
    }

    private static string Drain(Scenario scenario, Week week)
    {
        var over = (int)((scenario.Chain.OutFrom + scenario.Chain.OutFor) / SecondsAMinute);
        var after = week.Minutes.Skip(over).ToList();
        var drained = after.FindIndex(minute => minute.Waiting + minute.AtTills < Drained);
        return $"| {scenario.Chain.Name} | {scenario.Name} | {Whole(after[0].Waiting + after[0].AtTills)}"
            + $" | {(drained < 0 ? "not in that week" : Time((drained + 1) * SecondsAMinute))}"
            + $" | {Whole(after.Take(drained < 0 ? after.Count : drained + 1).Max(minute => minute.Paused))} | {Whole(after.Max(minute => minute.Asked))} |";
    }

    private static string Part(double value) => value == 0 ? "" : value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Time(double seconds) => seconds switch
    {
        < 2 * SecondsAMinute => $"{Whole(seconds)} s",
        < 2 * SecondsAnHour => $"{Whole(seconds / SecondsAMinute)} min",
        _ => $"{Whole(seconds / SecondsAnHour)} h",
    };
}
