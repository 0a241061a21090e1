using Loyalty.Scale.Simulated;

namespace Loyalty.Scale.Tests;

public sealed class DemandTests
{
    private static readonly double[] Week = [.. Enumerable.Range(0, Demand.Week).Select(new Demand(Some.Chain(mean: 100, peak: 500)).At)];

    [Fact]
    public void A_week_has_as_many_purchases_as_its_mean_says() => Assert.Equal(100, Week.Average(), 6);

    [Fact]
    public void At_its_most_it_is_the_peak() => Assert.Equal(500, Week.Max(), 6);

    [Fact]
    public void The_peak_is_on_one_day_for_ten_minutes() => Assert.Equal(600, Week.Count(rate => rate > 499));

    [Fact]
    public void A_peak_below_an_ordinary_noon_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Demand(Some.Chain(mean: 100, peak: 101)));
}
