namespace Loyalty.Scale.Drawn;

/// <summary>A line of a picture.</summary>
/// <param name="Values">One for each minute of what is shown.</param>
/// <param name="IsAverage">Whether a point is the average of its minutes, or their worst.</param>
public sealed record Line(string Name, IReadOnlyList<double> Values, bool IsAverage = false);
