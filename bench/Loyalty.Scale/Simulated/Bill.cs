using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Simulated;

/// <summary>What a month of such weeks costs, in US dollars.</summary>
/// <param name="Kept">For the rows of one month, in that month; each month adds as much.</param>
public sealed record Bill(
    double Calls, double Kept, double Bus, double Executions, double Instances, double Telemetry, double Letters)
{
    private const double Million = 1e6;
    private const double Gigabyte = 1e9;
    private const double WeeksAMonth = 365 / 12.0 / 7;
    private const double SecondsAMonth = 365 / 12.0 * Demand.Day;
    private const double BytesARow = 1_000;
    private const double BytesOfTelemetry = 3_000;
    private const double InstanceGigabytes = 2;
    private const double AlwaysReady = 2;

    // What the timers ask where nothing is due.
    private const double EmptyCallsAMonth = 1.1 * Million;
    private const double OperationsAPurchase = 3;
    private const double FreeOperations = 13 * Million;
    private const double FirstOperations = 100 * Million;

    public double Total => Calls + Kept + Bus + Executions + Instances + Telemetry + Letters;

    public static Bill Of(Week week, Work work, Prices prices)
    {
        ArgumentNullException.ThrowIfNull(week);
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(prices);
        var purchases = week.Queue.Out * WeeksAMonth;
        return new(
            ((week.Calls * WeeksAMonth) + EmptyCallsAMonth) / Million * prices.MillionCalls,
            purchases * work.RowsAPurchase * BytesARow / Gigabyte * prices.GigabyteKeptAMonth,
            week.Design.MessagingUnits > 0
                ? week.Design.MessagingUnits * prices.MessagingUnit
                : Standard(purchases * OperationsAPurchase, prices),
            week.Executions * WeeksAMonth / Million * prices.MillionExecutions,
            InstanceGigabytes
                * ((week.InstanceSeconds * WeeksAMonth * prices.GigabyteSecond) + (AlwaysReady * SecondsAMonth * prices.GigabyteSecondReady)),
            purchases * BytesOfTelemetry / Gigabyte * prices.GigabyteOfTelemetry,
            week.Letters.Waiting.Out * WeeksAMonth * prices.Letter);
    }

    private static double Standard(double operations, Prices prices) => prices.StandardBus
        + (Math.Max(0, Math.Min(operations, FirstOperations) - FreeOperations) / Million * prices.MillionOperations)
        + (Math.Max(0, operations - FirstOperations) / Million * prices.FurtherMillionOperations);
}
