namespace Loyalty.Benchmarks.Reporting;

/// <summary>How much a run takes upon itself.</summary>
/// <param name="IsShort">Sizes that show that everything runs; what they measure says nothing.</param>
/// <param name="IsAlone">Whether one mode was asked for by its name.</param>
internal readonly record struct Effort(bool IsShort, bool IsAlone)
{
    public T Of<T>(T full, T brief) => IsShort ? brief : full;
}
