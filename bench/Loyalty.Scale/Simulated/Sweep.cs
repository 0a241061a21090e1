using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Simulated;

/// <summary>A timer and the hints that it follows: on one instance, looking at all that is due when a run begins, some at once.</summary>
public sealed class Sweep(TimerWork timer, Chain chain, Design design, Durations durations, Limits limits, Random chance)
{
    private const int RowsAPage = 1_000;

    private readonly Queue<(int DueAt, double Amount)> early = [];
    private readonly Backlog due = new();
    private double earlyAmount;
    private double left;
    private double reading;
    private int? begun;
    private double partitionRefused;

    public TimerWork Timer => timer;

    public Backlog Due => due;

    /// <summary>Hints that are there, due or not.</summary>
    public double Standing => earlyAmount + due.Amount;

    /// <summary>Hints left in the last second.</summary>
    public double Hinted { get; private set; }

    /// <summary>Looks of the last second.</summary>
    public double Looks { get; private set; }

    /// <summary>Rows that were let through in the last second, into the busiest of the finder's partitions.</summary>
    public double PartitionRows { get; private set; }

    public bool Runs => begun is not null;

    /// <summary>Runs that the store ended.</summary>
    public int Ended { get; private set; }

    /// <summary>Runs that were not over in time.</summary>
    public int TimedOut { get; private set; }

    public void Begin(int now, double counted)
    {
        // A member for whom a hint stands gets no second one.
        Hinted = (counted * timer.ByPurchase * Math.Max(0, 1 - (Standing / chain.Members))) + (chain.Members * timer.ByMember);
        early.Enqueue((now + timer.After, Hinted));
        earlyAmount += Hinted;
        while (early.TryPeek(out var next) && next.DueAt <= now)
        {
            earlyAmount = Math.Max(0, earlyAmount - next.Amount);
            due.Add(now, early.Dequeue().Amount);
        }

        if (begun is { } since && now - since >= limits.FunctionTimeout.TotalSeconds)
        {
            begun = null;
            TimedOut++;
        }

        if (!Runs && now % timer.Every == 0)
        {
            begun = now;
            left = due.Amount;
            reading = Standing / RowsAPage * durations.Page;
        }
    }

    public double Asked(double refused) =>
        PossibleLooks(refused, partitionRefused) * timer.Calls * Refusals.Attempts(refused);

    public void Finish(double refused)
    {
        partitionRefused = timer.Rows == 0 || !Runs ? 0 : Refusals.Share(
            share => PossibleLooks(refused, share) * timer.Rows / design.FinderPartitionsAtOnce * Refusals.Attempts(share),
            limits.PartitionRows);
        Looks = Math.Min(left, PossibleLooks(refused, partitionRefused));
        reading = Math.Max(0, reading - 1);
        var failing = Refusals.AnyFails(Refusals.Failing(refused), timer.Calls);
        failing += (1 - failing) * Refusals.Failing(partitionRefused);
        if (Looks > 0 && failing > 0 && design.EndsAtFirstFailure)
        {
            var before = Math.Floor(Math.Log(1 - chance.NextDouble()) / Math.Log(1 - failing));
            if (before < Looks)
            {
                Looks = before;
                begun = null;
                Ended++;
            }
        }
        else
        {
            Looks *= 1 - failing;
        }

        left -= due.Take(Looks);
        PartitionRows = Math.Min(limits.PartitionRows, Looks * timer.Rows / design.FinderPartitionsAtOnce);
        begun = Runs && left > 0 ? begun : null;
    }

    private double PossibleLooks(double refused, double refusedByPartition) => !Runs ? 0 : Math.Min(
        left,
        Math.Max(0, 1 - reading) * design.LookedAtAtOnce
            / ((timer.Trips * (durations.Call + Refusals.Wait(refused))) + Refusals.Wait(refusedByPartition)));
}
