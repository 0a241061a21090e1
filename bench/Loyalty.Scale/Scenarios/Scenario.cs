using Loyalty.Scale.Inputs;
using Loyalty.Scale.Simulated;

namespace Loyalty.Scale.Scenarios;

/// <summary>A chain on a design.</summary>
public sealed record Scenario(string Name, Chain Chain, Design Design, Limits Limits)
{
    // Any will do; one and the same, so that a run prints what the last one did.
    private const int Seed = 20240229;

    public Week Run(Work work, Durations durations) => new Simulation(Chain, work, Design, durations, Limits, Seed).Run();
}
