namespace Loyalty.Benchmarks.Reporting;

/// <summary>What was measured of a target.</summary>
internal readonly record struct Figure(Target Target, double Value)
{
    public string Verdict => Target.IsMetBy(Value) ? "met" : "not met";
}
