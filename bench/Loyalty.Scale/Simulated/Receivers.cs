using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Simulated;

/// <summary>
/// The instances that take batches from the queue, one after another, some members of each at once. A batch of which the store failed
/// one call holds its instance for a while, and what was not counted is given back.
/// </summary>
public sealed class Receivers(Design design, Durations durations, double callsAPurchase)
{
    private readonly Instances instances = new(design, durations);
    private double paused;
    private double available;

    public double Ready => instances.Ready;

    public double Paused => paused;

    /// <summary>Purchases taken and counted in the last second.</summary>
    public double Counted { get; private set; }

    /// <summary>Instances that had something to do in the last second.</summary>
    public double Busy { get; private set; }

    /// <summary>Batches taken in the last second.</summary>
    public double Batches { get; private set; }

    private double Working => Math.Max(0, instances.Ready - paused);

    /// <param name="waiting">That nobody has taken.</param>
    /// <param name="coming">Purchases a second.</param>
    public void Begin(int now, double waiting, double coming)
    {
        instances.Step(now, waiting + (coming * BatchTime(0)));
        paused = Math.Min(instances.Ready, paused * (1 - (1 / durations.OutagePause)));
    }

    /// <summary>Calls to the store a second where it refuses a share.</summary>
    public double Asked(double refused) =>
        Math.Min(available, Capacity(refused)) * callsAPurchase * Refusals.Attempts(refused);

    /// <summary>Purchases that can be taken in a second, of so many.</summary>
    public double Wanted(double most) => Math.Min(most, Capacity(0));

    /// <summary>So many are there to be taken, as fast as the queue gives them.</summary>
    public void Allow(double most) => available = most;

    public void Finish(double refused)
    {
        var failing = Refusals.Failing(refused);
        var taken = Math.Min(available, Capacity(refused));
        var fill = Working > 0 ? Math.Clamp(available / Working, 1, design.BatchSize) : 1;
        Batches = taken / fill;
        Counted = taken * (1 - Refusals.AnyFails(failing, callsAPurchase));
        Busy = Math.Min(instances.Ready, Math.Min(Working, Batches) + paused);
        paused += Math.Min(Working, Batches * Refusals.AnyFails(failing, fill * callsAPurchase));
    }

    private double Capacity(double refused) => Working * design.BatchSize / BatchTime(refused);

    /// <summary>Seconds that a full batch takes.</summary>
    public double BatchTime(double refused)
    {
        var trips = (durations.CountingTrips * (durations.Call + Refusals.Wait(refused))) + durations.Call;
        return durations.Receive
            + (design.BatchSize * durations.PurchaseProcessor)
            + (design.BatchSize / (double)design.CountedAtOnce * trips);
    }
}
