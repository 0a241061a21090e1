namespace Loyalty.Scale.Inputs;

/// <summary>US dollars, as the services' price pages said for the region East US, without discounts and free grants: assumptions.</summary>
public sealed record Prices
{
    public double MillionCalls { get; init; } = 0.036;

    public double GigabyteKeptAMonth { get; init; } = 0.045;

    public double MillionExecutions { get; init; } = 0.40;

    public double GigabyteSecond { get; init; } = 0.000026;

    public double GigabyteSecondReady { get; init; } = 0.000004;

    /// <summary>Of Service Bus, Standard, with the first 13 million operations a month.</summary>
    public double StandardBus { get; init; } = 10;

    public double MillionOperations { get; init; } = 0.80;

    /// <summary>The same past 100 million.</summary>
    public double FurtherMillionOperations { get; init; } = 0.50;

    public double MessagingUnit { get; init; } = 677;

    public double GigabyteOfTelemetry { get; init; } = 2.30;

    public double Letter { get; init; } = 0.00025;
}
