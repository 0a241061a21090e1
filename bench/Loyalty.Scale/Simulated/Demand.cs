using Loyalty.Scale.Inputs;

namespace Loyalty.Scale.Simulated;

/// <summary>
/// When a chain's purchases come: hardly any at night, most at noon and after work, more towards the end of the week, and each day
/// ten minutes at noon in which as many come as on no other.
/// </summary>
public sealed class Demand
{
    public const int Day = 86_400;
    public const int Week = 7 * Day;
    private const int Hour = 3_600;

    // From half past twelve on.
    private const int RushFrom = (12 * Hour) + 1_800;
    private const int RushFor = 600;

    // Hours of a day, and days from Monday on; a shape that is assumed.
    private static readonly double[] Hours =
    [
        0.02, 0.02, 0.02, 0.02, 0.03, 0.06, 0.2, 0.5, 0.9, 0.9, 1.0, 1.2,
        1.7, 1.4, 1.1, 1.1, 1.3, 1.7, 1.6, 1.2, 0.7, 0.4, 0.1, 0.03,
    ];

    private static readonly double[] Days = [0.85, 0.85, 0.9, 1.0, 1.2, 1.4, 0.8];

    private readonly double scale;
    private readonly double rush;

    public Demand(Chain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        rush = chain.Peak / Days.Max();
        var (rushed, calm) = (0.0, 0.0);
        for (var second = 0; second < Week; second++)
        {
            rushed += IsRush(second) ? rush * DayOf(second) : 0;
            calm += IsRush(second) ? 0 : Shape(second);
        }

        scale = ((chain.Mean * Week) - rushed) / calm;
        if (scale < 0 || scale * Hours.Max() * Days.Max() > chain.Peak)
        {
            throw new ArgumentException("The peak must be several times the mean, and not so many that all comes in it.", nameof(chain));
        }
    }

    /// <summary>Purchases a second, a week from Monday's first second on.</summary>
    public double At(int second) => IsRush(second) ? rush * DayOf(second) : scale * Shape(second);

    private static bool IsRush(int second) => second % Day is >= RushFrom and < RushFrom + RushFor;

    private static double DayOf(int second) => Days[second / Day % Days.Length];

    private static double Shape(int second)
    {
        var (hour, rest) = (second % Day / Hour, second % Hour / (double)Hour);
        return DayOf(second) * ((Hours[hour] * (1 - rest)) + (Hours[(hour + 1) % Hours.Length] * rest));
    }
}
