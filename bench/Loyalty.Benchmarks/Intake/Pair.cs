using System.Diagnostics;
using NodaTime;

namespace Loyalty.Benchmarks.Intake;

/// <summary>The product and what it is held against, turn by turn: what disturbs the machine meanwhile disturbs both.</summary>
/// <param name="events">How many a round has.</param>
/// <param name="otherEvents">How many of them the other stores, which is slower, but has no start and end that differ from the
/// rest.</param>
/// <param name="members">How many members they are of.</param>
/// <param name="now">The last ones' date.</param>
internal sealed class Pair(int events, int otherEvents, int members, Instant now)
{
    private const int Rounds = 3;

    /// <summary>The events a second of both, the middle one of three rounds.</summary>
    /// <param name="openOther">Opened once the product has stored the first round, which warms both up.</param>
    public async Task<(double Product, double Other)> RunAsync(
        IContender product, Func<SampleEvent, Task<IContender>> openOther, CancellationToken cancellationToken)
    {
        var first = SampleEvent.Round(0, events, members, now);
        await product.StoreAsync(first, cancellationToken);
        await using var other = await openOther(first[0]);
        await other.StoreAsync([.. first.Take(otherEvents)], cancellationToken);
        var (ofProduct, ofOther) = (new List<double>(), new List<double>());
        for (var round = 1; round <= Rounds; round++)
        {
            var next = SampleEvent.Round(round, events, members, now);
            ofProduct.Add(await RateAsync(product, next, cancellationToken));
            ofOther.Add(await RateAsync(other, [.. next.Take(otherEvents)], cancellationToken));
        }

        return (Middle(ofProduct), Middle(ofOther));
    }

    private static async Task<double> RateAsync(
        IContender contender, IReadOnlyList<SampleEvent> round, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await contender.StoreAsync(round, cancellationToken);
        return round.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Middle(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);
}
