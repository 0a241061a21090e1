using FsCheck;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Tests.Scenarios;

namespace Loyalty.Domain.Tests.Standings;

public class PublishingPropertyTests
{
    [Fact]
    public void A_version_published_for_tomorrow_changes_nothing_of_today() =>
        Property.Holds(3_000, WithNext(), drawn =>
        {
            var (scenario, next) = drawn;
            var published = scenario with { Published = scenario.Published.Add((scenario.X.PlusDays(1), next)) };

            Assert.Equal(Shown.Of(scenario.Standing), Shown.Of(published.Standing));
        });

    [Fact]
    public void A_version_published_for_today_gives_and_takes_no_reward_for_an_earlier_date() =>
        Property.Holds(3_000, WithNext(), drawn =>
        {
            var (scenario, next) = (BeforeX(drawn.Scenario), drawn.More);
            var published = scenario with { Published = scenario.Published.Add((scenario.X, next)) };

            Assert.Equal(Shown.Entitled(scenario.Standing), Shown.Entitled(published.Standing));
        });

    [Fact]
    public void A_threshold_that_rises_today_lowers_no_tier() =>
        Property.Holds(3_000, Scenario.Any(), drawn =>
        {
            // Of two versions of one date the later published counts: it would undo what the earlier recomputes.
            var others = drawn.Published.Where((version, place) => place == 0 || version.From != drawn.X);
            var scenario = BeforeX(drawn with { Published = [.. others] });
            var program = scenario.Versions.On(scenario.X).Program;
            var risen = program with
            {
                Stores = scenario.Versions.Newest.Stores,
                RecomputesTiers = false,
                Tiers = program.Tiers with
                {
                    Levels =
                    [
                        .. program.Tiers.Levels.Select(level =>
                            level with { Spend = level.Spend * 1000, Visits = level.Visits * 1000 }),
                    ],
                },
            };
            var published = scenario with { Published = scenario.Published.Add((scenario.X, risen)) };

            Assert.Equal(scenario.Standing.TierIndex, published.Standing.TierIndex);
            Assert.Equal(scenario.Standing.TierUntil, published.Standing.TierUntil);
        });

    /// <summary>A program that may be published next, which dates no event anew.</summary>
    private static Arbitrary<(Scenario Scenario, LoyaltyProgram More)> WithNext() =>
        Scenario.AnyWith(3, (draw, _, scenario) =>
        {
            var newest = scenario.Versions.Newest;
            return new DrawnPrograms(draw, new DrawnDates(draw)).Changed(newest) with { Stores = newest.Stores };
        });

    /// <summary>The same without what was bought on its date.</summary>
    private static Scenario BeforeX(Scenario scenario) => scenario with
    {
        Events =
        [
            .. scenario.Events.Where(one =>
                one is not Purchase || scenario.Versions.Newest.DateAt(one.Store, one.At) != scenario.X),
        ],
    };
}
