namespace Loyalty.Scale.Simulated;

/// <summary>
/// What becomes of calls of which the store refuses a share: the client tries twice more, 0.2 s and 0.4 s later, and then the call has
/// failed (AzureTableStore.ClientOptions).
/// </summary>
public static class Refusals
{
    private const double FirstPause = 0.2;
    private const double SecondPause = 0.4;
    private const int Halvings = 24;

    /// <summary>How often a call is made, until it is answered or has failed.</summary>
    public static double Attempts(double refused) => 1 + refused + (refused * refused);

    /// <summary>Seconds by which it takes longer.</summary>
    public static double Wait(double refused) => (FirstPause * refused) + (SecondPause * refused * refused);

    /// <summary>The share of calls that fail.</summary>
    public static double Failing(double refused) => refused * refused * refused;

    /// <summary>The chance that of so many calls one fails at least.</summary>
    public static double AnyFails(double failing, double calls) => 1 - Math.Pow(1 - failing, calls);

    /// <summary>The least share that must be refused so that no more than the limit is let through, where those who are refused ask again,
    /// and wait and so ask less.</summary>
    /// <param name="asked">Calls a second, for a share that is refused.</param>
    public static double Share(Func<double, double> asked, double limit)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (asked(0) <= limit)
        {
            return 0;
        }

        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = asked(middle) * (1 - middle) > limit ? (middle, high) : (low, middle);
        }

        return high;
    }
}
