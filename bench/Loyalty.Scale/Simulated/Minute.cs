namespace Loyalty.Scale.Simulated;

/// <summary>What a minute of the week came to: amounts that wait and ages in seconds at their worst, rates as means of its seconds, but for the
/// partitions, whose worst second counts.</summary>
public sealed record Minute
{
    public double Arriving { get; set; }

    public double AtTills { get; set; }

    public double Waiting { get; set; }

    public double QueueAge { get; set; }

    /// <summary>Instances that take from the queue.</summary>
    public double Counting { get; set; }

    /// <summary>Instances that take from tills.</summary>
    public double Posting { get; set; }

    /// <summary>Instances that run a timer.</summary>
    public double Timers { get; set; }

    public double Paused { get; set; }

    public double Asked { get; set; }

    public double LetThrough { get; set; }

    public double FinderRows { get; set; }

    /// <summary>The same as a mean of the minute's seconds.</summary>
    public double FinderRowsAverage { get; set; }

    public double DueRows { get; set; }

    public double FinderAge { get; set; }

    public double TimersAge { get; set; }

    public double Letters { get; set; }
}
