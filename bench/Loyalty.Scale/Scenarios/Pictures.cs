using Loyalty.Scale.Drawn;
using Loyalty.Scale.Inputs;
using Loyalty.Scale.Simulated;

namespace Loyalty.Scale.Scenarios;

/// <summary>The pictures of docs/scale.md, by the names of their files.</summary>
public static class Pictures
{
    private const int MinutesADay = 1_440;
    private const int Saturday = 5;
    private const double SecondsAMinute = 60;

    public static IEnumerable<(string Name, Picture Picture)> Of(IReadOnlyList<(Scenario Scenario, Week Week)> runs, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        yield return ("queue", new(
            "Purchases that wait, at the tills and in the queue",
            [
                Whole("100 a second, as it is", Known.Busy, "as it is", Waiting),
                Whole("1,000 a second, as it is", Known.Full, "as it is", Waiting),
                Whole("1,000 a second, Premium", Known.Full, "Premium", Waiting),
            ],
            IsLogarithmic: true));
        yield return ("instances", new(
            "Instances on Saturday, 1,000 a second, mended (averages)",
            [
                OnSaturday("that count purchases", Known.Full, "mended", minute => minute.Counting, isAverage: true),
                OnSaturday("that take posts from tills", Known.Full, "mended", minute => minute.Posting, isAverage: true),
                OnSaturday("that run a timer", Known.Full, "mended", minute => minute.Timers, isAverage: true),
            ]));
        yield return ("calls", new(
            "Calls a second to the account, on Saturday (worst minutes)",
            [
                OnSaturday("1,000 a second, Premium", Known.Full, "Premium", minute => minute.Asked),
                OnSaturday("1,000 a second, mended", Known.Full, "mended", minute => minute.Asked),
                OnSaturday("100 a second, mended", Known.Busy, "mended", minute => minute.Asked),
            ],
            (limits.AccountCalls, "what an account bears, as published")));
        yield return ("partitions", new(
            "Rows a second in the busiest partition, on Saturday (averages)",
            [
                OnSaturday("finder, 100 a second, mended", Known.Busy, "mended", minute => minute.FinderRowsAverage, isAverage: true),
                OnSaturday("finder, 1,000 a second, mended", Known.Full, "mended", minute => minute.FinderRowsAverage, isAverage: true),
                OnSaturday("due index, 1,000 a second, Premium", Known.Full, "Premium", minute => minute.DueRows, isAverage: true),
                OnSaturday("due index, 1,000 a second, mended", Known.Full, "mended", minute => minute.DueRows, isAverage: true),
            ],
            (limits.PartitionRows, "what a partition bears, as published")));
        yield return ("lag", new(
            "Minutes that the finder's timer is behind",
            [
                Whole("16 a second, as it is", Known.Weekly, "as it is", Behind),
                Whole("100 a second, mended", Known.Busy, "mended", Behind),
                Whole("1,000 a second, mended", Known.Full, "mended", Behind),
                Whole("1,000 a second, divided", Known.Full, "divided", Behind),
            ],
            IsLogarithmic: true));

        Line Whole(string name, Chain chain, string design, Func<Minute, double> of) => new(name, [.. Minutes(chain, design).Select(of)]);

        Line OnSaturday(string name, Chain chain, string design, Func<Minute, double> of, bool isAverage = false) =>
            new(name, [.. Minutes(chain, design).Skip(Saturday * MinutesADay).Take(MinutesADay).Select(of)], isAverage);

        IReadOnlyList<Minute> Minutes(Chain chain, string design) =>
            runs.Single(run => run.Scenario.Chain == chain && run.Scenario.Name == design).Week.Minutes;
    }

    private static double Waiting(Minute minute) => minute.AtTills + minute.Waiting;

    private static double Behind(Minute minute) => minute.FinderAge / SecondsAMinute;
}
