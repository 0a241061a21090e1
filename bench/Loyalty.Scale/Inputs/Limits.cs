namespace Loyalty.Scale.Inputs;

/// <summary>What the services' own pages say that they bear (docs/scale.md has the addresses), and one assumption.</summary>
public sealed record Limits
{
    /// <summary>Calls a second to a storage account.</summary>
    public double AccountCalls { get; init; } = 20_000;

    /// <summary>Rows a second in a partition of a table.</summary>
    public double PartitionRows { get; init; } = 2_000;

    /// <summary>Operations a second of Service Bus, Standard: a message is sent, received and settled.</summary>
    public double QueueCredits { get; init; } = 1_000;

    /// <summary>Operations a second of one messaging unit of Service Bus, Premium. Assumed: nothing is published.</summary>
    public double UnitOperations { get; init; } = 12_000;

    public TimeSpan FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);
}
