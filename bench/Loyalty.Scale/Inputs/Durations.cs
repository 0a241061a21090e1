namespace Loyalty.Scale.Inputs;

/// <summary>How long things take. All are assumed, since nothing has been measured on Azure.</summary>
public sealed record Durations
{
    /// <summary>Of one call to the store or the queue, there and back, in seconds.</summary>
    public double Call { get; init; } = 0.010;

    /// <summary>Of a page of 1,000 rows.</summary>
    public double Page { get; init; } = 0.1;

    /// <summary>Until a batch that is asked for is there.</summary>
    public double Receive { get; init; } = 0.020;

    /// <summary>What a purchase takes of an instance's processor, with telemetry.</summary>
    public double PurchaseProcessor { get; init; } = 0.001;

    /// <summary>Posts a second that an instance takes from tills, one purchase each.</summary>
    public double PostsAnInstance { get; init; } = 400;

    /// <summary>From when Azure wants an instance to its first batch.</summary>
    public int StartUp { get; init; } = 10;

    /// <summary>Between two decisions of Azure on how many instances there are to be.</summary>
    public int ScaleEvery { get; init; } = 10;

    /// <summary>Calls one behind the other to count a purchase: read, hint or code, commit; settling is one more.</summary>
    public int CountingTrips { get; init; } = 3;

    /// <summary>The same for a line of the finder: open, read, replace, hint, commit, take the hint out.</summary>
    public int LineTrips { get; init; } = 6;

    /// <summary>The same for a look of another timer: read, hint, commit, take the hint out.</summary>
    public int LookTrips { get; init; } = 4;

    /// <summary>How long a batch that the store failed holds its instance: 20 s, and half as much again at random.</summary>
    public double OutagePause { get; init; } = 25;
}
