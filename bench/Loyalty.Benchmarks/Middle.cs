namespace Loyalty.Benchmarks;

/// <summary>The middle one of some values.</summary>
internal static class Middle
{
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
