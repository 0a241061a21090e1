namespace Loyalty.Benchmarks.Intake;

/// <summary>Events a second of the product and of the other, and how the one is to the other: each the middle one of the rounds.
/// </summary>
internal readonly record struct Rates(double Product, double Other, double Ratio);
