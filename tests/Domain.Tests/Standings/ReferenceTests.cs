using Loyalty.Domain.Tests.Reference;
using Loyalty.Domain.Tests.Scenarios;

namespace Loyalty.Domain.Tests.Standings;

public class ReferenceTests
{
    [Fact]
    public void Ten_thousand_random_histories_stand_where_the_slow_reference_says() =>
        Property.Holds(10_000, Scenario.Any(), AssertStandsAsTheReferenceSays);

    [Fact]
    public void So_do_a_hundred_with_long_ones_among_them() =>
        Property.Holds(100, Scenario.Any(mostEvents: 400), AssertStandsAsTheReferenceSays);

    private static void AssertStandsAsTheReferenceSays(Scenario scenario)
    {
        var expected = ReferenceStanding.Evaluate(scenario.Published, scenario.Events, scenario.X);
        var standing = scenario.Standing;
        Assert.Equal(expected.Tier, standing.Tier.Id);
        Assert.Equal(expected.TierUntil, standing.TierUntil);
        Assert.Equal(expected.Spend, standing.Spend);
        Assert.Equal(expected.Visits, standing.Visits);
        Assert.Equal(expected.LifetimeSpend, standing.LifetimeSpend);
        Assert.Equal(expected.LifetimeVisits, standing.LifetimeVisits);
        Assert.Equal(expected.LastVisit, standing.LastVisit);
        Assert.Equal(expected.Streaks, standing.Streaks.Select(one => (one.Streak.Id, one.Current, one.Best)));
        Assert.Equal(expected.Stamps, standing.Stamps.Select(one => (one.Card.Id, one.Have)));
        Assert.Equal(expected.Entitled, standing.Entitled.Select(one => (one.Key.ToString(), one.Count)));
        Assert.Equal(
            expected.Earned,
            standing.Entitled.SelectMany(one => one.Earned.Select(earned =>
                (one.Key.ToString(), earned.Version.Number, earned.Reward.Id, earned.Count, earned.LastOn))));
    }
}
