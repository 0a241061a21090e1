namespace Loyalty.Benchmarks.Intake;

/// <summary>What stores events: the product, or the least that could.</summary>
internal interface IContender : IAsyncDisposable
{
    /// <summary>Stores all of them, each member's beside the row "member"; done when they are stored.</summary>
    Task StoreAsync(IReadOnlyList<SampleEvent> events, CancellationToken cancellationToken);
}
