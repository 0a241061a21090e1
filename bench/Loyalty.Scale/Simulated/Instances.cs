using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Simulated;

/// <summary>How many instances take from the queue: one for each batch that waits, as target-based scaling has it.</summary>
public sealed class Instances(Design design, Durations durations)
{
    // Azure takes instances away slowly: a tenth each minute of those that none of its decisions wanted. Assumed.
    private const double LeavingAtOnce = 0.1;
    private const int LeavingEvery = 60;

    private readonly Queue<(int ReadyAt, double Count)> starting = [];
    private double mostWanted;

    public double Ready { get; private set; }

    /// <param name="messages">That wait or are in work.</param>
    public void Step(int now, double messages)
    {
        while (starting.TryPeek(out var next) && next.ReadyAt <= now)
        {
            Ready += starting.Dequeue().Count;
        }

        if (now % durations.ScaleEvery != 0)
        {
            return;
        }

        var wanted = Math.Min(design.MaximumInstances, Math.Ceiling(messages / design.BatchSize));
        var coming = Ready + starting.Sum(some => some.Count);
        mostWanted = Math.Max(mostWanted, wanted);
        if (wanted > coming)
        {
            starting.Enqueue((now + durations.StartUp, wanted - coming));
        }

        if (now % LeavingEvery == 0)
        {
            Ready -= Math.Min(Math.Max(0, Ready - mostWanted), Math.Max(1, Math.Floor(Ready * LeavingAtOnce)));
            mostWanted = 0;
        }
    }
}
