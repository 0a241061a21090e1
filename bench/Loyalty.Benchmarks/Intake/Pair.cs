using System.Diagnostics;
using NodaTime;

namespace Loyalty.Benchmarks.Intake;

/// <summary>The product and what it is held against, turn by turn: what disturbs the machine meanwhile disturbs both.</summary>
/// <param name="events">How many a round has.</param>
/// <param name="otherEvents">How many of them the other stores, which is slower, but has no start and end that differ from the
/// rest.</param>
/// <param name="layout">Whose they are.</param>
/// <param name="now">The last ones' date.</param>
internal sealed class Pair(int events, int otherEvents, Layout layout, Instant now)
{
    private const int WarmUps = 2;
    private const int Rounds = 5;

    // On a slow machine fewer rounds must do, so that a run ends within two minutes.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(10);

    /// <param name="openOther">Opened once the product has stored a first event of each member, whose rows it then has.</param>
    public async Task<Rates> RunAsync(
        IContender product, Func<SampleEvent, Task<IContender>> openOther, CancellationToken cancellationToken)
    {
        var first = SampleEvent.Round(0, events, layout, now);
        await product.StoreAsync(first, cancellationToken);
        await using var other = await openOther(first[0]);
        await other.StoreAsync([.. first.Take(otherEvents)], cancellationToken);
        for (var round = 1; round < WarmUps; round++)
        {
            await RoundAsync(product, other, round, cancellationToken);
        }

        var rates = new List<(double Product, double Other)>();
        for (var start = Stopwatch.GetTimestamp(); rates.Count < Rounds && (rates.Count == 0 || Stopwatch.GetElapsedTime(start) < Enough);)
        {
            rates.Add(await RoundAsync(product, other, WarmUps + rates.Count, cancellationToken));
        }

        return new(
            Middle.Of(rates.Select(rate => rate.Product)),
            Middle.Of(rates.Select(rate => rate.Other)),
            Middle.Of(rates.Select(rate => rate.Product / rate.Other)));
    }

    private async Task<(double Product, double Other)> RoundAsync(
        IContender product, IContender other, int round, CancellationToken cancellationToken)
    {
        var next = SampleEvent.Round(round, events, layout, now);
        return (
            await RateAsync(product, next, cancellationToken),
            await RateAsync(other, [.. next.Take(otherEvents)], cancellationToken));
    }

    private static async Task<double> RateAsync(
        IContender contender, IReadOnlyList<SampleEvent> round, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await contender.StoreAsync(round, cancellationToken);
        return round.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
