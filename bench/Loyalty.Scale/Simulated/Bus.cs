using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Simulated;

/// <summary>What the queue lets through in a second: a purchase is sent, received and settled. Where that is too much, sending keeps a third,
/// so that what comes in can also go out.</summary>
public static class Bus
{
    private const double OperationsToTake = 2;

    public static (double Sent, double Taken) LetThrough(double sending, double taking, double operations)
    {
        var sent = Math.Min(sending, Math.Max(operations / (1 + OperationsToTake), operations - (OperationsToTake * taking)));
        return (sent, Math.Min(taking, (operations - sent) / OperationsToTake));
    }

    public static double Operations(Design design, Limits limits)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(limits);
        return design.MessagingUnits == 0 ? limits.QueueCredits : design.MessagingUnits * limits.UnitOperations;
    }
}
