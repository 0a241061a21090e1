namespace Loyalty.Benchmarks.Growth;

/// <summary>How many a second.</summary>
/// <param name="Asked">Members whose standing was asked for.</param>
/// <param name="Redeemed">Rewards; null where the members had none open.</param>
/// <param name="Counted">Events through the intake.</param>
/// <param name="Backtested">Members.</param>
internal readonly record struct Pace(double Asked, double? Redeemed, double Counted, double Backtested);
