using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Simulated;

/// <summary>What a simulated week came to.</summary>
public sealed class Week(
    Chain chain, Design design, Durations durations, Backlog tills, Backlog queue, Letters letters, IReadOnlyList<Sweep> sweeps)
{
    private const int SecondsAMinute = 60;

    private readonly List<Minute> minutes = [];

    public Chain Chain => chain;

    public Design Design => design;

    public Backlog Tills => tills;

    public Backlog Queue => queue;

    public Letters Letters => letters;

    public IReadOnlyList<Sweep> Sweeps => sweeps;

    public IReadOnlyList<Minute> Minutes => minutes;

    /// <summary>Calls to the store that were answered.</summary>
    public double Calls { get; private set; }

    /// <summary>Seconds of instances that took from tills or the queue, or ran a timer.</summary>
    public double InstanceSeconds { get; private set; }

    /// <summary>Batches and posts.</summary>
    public double Executions { get; private set; }

    public void Add(int second, double arriving, double asked, double letThrough, Receivers receivers)
    {
        ArgumentNullException.ThrowIfNull(receivers);
        if (second % SecondsAMinute == 0)
        {
            minutes.Add(new());
        }

        var minute = minutes[^1];
        minute.Arriving += arriving / SecondsAMinute;
        minute.Asked += asked / SecondsAMinute;
        minute.LetThrough += letThrough / SecondsAMinute;
        minute.AtTills = Math.Max(minute.AtTills, tills.Amount);
        minute.Waiting = Math.Max(minute.Waiting, queue.Amount);
        minute.Letters = letters.Waiting.Amount;
        minute.Counting = receivers.Ready;
        minute.Posting = Math.Ceiling(arriving / durations.PostsAnInstance);
        minute.Timers = sweeps.Count(sweep => sweep.Runs);
        minute.Paused = receivers.Paused;
        minute.QueueAge = Math.Max(minute.QueueAge, tills.Age(second) + queue.Age(second));
        foreach (var sweep in sweeps)
        {
            Add(minute, sweep, second);
        }

        Calls += letThrough;
        Executions += arriving + receivers.Batches;
        InstanceSeconds += receivers.Busy + minute.Posting + minute.Timers;
    }

    private void Add(Minute minute, Sweep sweep, int second)
    {
        var rows = (sweep.Hinted / design.DueShards) + (sweep.Looks / design.ShardsAtOnce);
        minute.DueRows = Math.Max(minute.DueRows, rows);
        var age = sweep.Due.Age(second);
        if (sweep.Timer.Rows > 0)
        {
            minute.FinderRowsAverage += sweep.PartitionRows / SecondsAMinute;
            minute.FinderRows = Math.Max(minute.FinderRows, sweep.PartitionRows);
            minute.FinderAge = Math.Max(minute.FinderAge, age);
        }
        else
        {
            minute.TimersAge = Math.Max(minute.TimersAge, age);
        }
    }
}
