namespace Loyalty.Benchmarks.Reporting;

/// <summary>One thing that is measured, by itself or with all others.</summary>
/// <param name="Name">By which the command line asks for it.</param>
/// <param name="Beside">What is measured, and what beside, in a sentence.</param>
/// <param name="RunAsync">Writes what it finds into a section as it finds it; an exception leaves what was found so far.</param>
internal sealed record Mode(string Name, string Title, string Beside, Func<Section, Effort, CancellationToken, Task> RunAsync)
{
    private const string Program = "dotnet run -c Release --project bench/Loyalty.Benchmarks --";

    public string Command => $"{Program} {Name}";
}
