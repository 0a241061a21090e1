using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Tests.Scenarios;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Tests.Standings;

public class StandingPropertyTests
{
    [Fact]
    public void Any_order_and_any_duplication_of_the_events_gives_the_same_standing() =>
        Property.Holds(
            2_000,
            Scenario.AnyWith(4, (draw, _, _) => draw),
            drawn =>
            {
                var (scenario, draw) = drawn;
                var doubles = scenario.Events.Where(_ => draw.Chance(30));
                var other = scenario with { Events = [.. draw.Shuffled(scenario.Events.Concat(doubles))] };

                Assert.Equal(Shown.Of(scenario.Standing), Shown.Of(other.Standing));
                Assert.Equal(scenario.History.Pack(), other.History.Pack());
            });

    [Fact]
    public void Events_counted_one_by_one_stand_as_the_whole_set_does() =>
        Property.Holds(2_000, Scenario.Any(), scenario =>
        {
            var set = new EventSet();
            foreach (var one in scenario.Events)
            {
                set.Add(one);
            }

            var history = set.HistoryOf(MemberId.Parse("m-1"), scenario.Versions.Newest);

            Assert.Equal(Shown.Of(scenario.Standing), Shown.Of(Standing.Evaluate(scenario.Versions, history, scenario.X)));
        });

    [Fact]
    public void Under_one_version_a_purchase_never_lowers_a_tier_or_an_entitlement() =>
        Property.Holds(
            5_000,
            Scenario.AnyWith(1, (_, events, _) => events.NextPurchase()),
            drawn => AssertNotLower(drawn.Scenario, drawn.Scenario with { Events = drawn.Scenario.Events.Add(drawn.More) }));

    [Fact]
    public void Under_one_version_a_refund_or_void_never_raises_a_tier_or_an_entitlement() =>
        Property.Holds(
            5_000,
            Scenario.AnyWith(1, (draw, events, scenario) => AnyTaken(draw, events, scenario)),
            drawn => AssertNotLower(drawn.Scenario with { Events = drawn.Scenario.Events.Add(drawn.More) }, drawn.Scenario));

    [Fact]
    public void A_refund_of_everything_equals_never_having_bought() =>
        Property.Holds(
            2_000,
            Scenario.AnyWith(4, (draw, _, _) => draw),
            drawn =>
            {
                var (scenario, draw) = drawn;
                if (scenario.Events.OfType<Purchase>().Where(one => one.Amount > 0).ToList() is { Count: > 0 } purchases)
                {
                    var purchase = draw.OneOf(purchases);
                    var refund = Some.Refund(purchase.Amount, of: purchase.Id.ToString(), id: "r-all");

                    AssertNeverBought(scenario, purchase, draw.Chance(50) ? refund : refund with { Lines = purchase.Lines });
                }
            });

    [Fact]
    public void A_void_equals_never_having_bought() =>
        Property.Holds(
            2_000,
            Scenario.AnyWith(4, (draw, _, _) => draw),
            drawn =>
            {
                var (scenario, draw) = drawn;
                if (scenario.Events.OfType<Purchase>().ToList() is { Count: > 0 } purchases)
                {
                    var purchase = draw.OneOf(purchases);
                    AssertNeverBought(scenario, purchase, Some.Void(of: purchase.Id.ToString(), id: "v-all"));
                }
            });

    private static PurchaseEvent AnyTaken(Draw draw, DrawnEvents events, Scenario scenario)
    {
        var purchase = scenario.Events.OfType<Purchase>().ToList() is { Count: > 0 } purchases
            ? draw.OneOf(purchases)
            : events.NextPurchase();
        return draw.Chance(85) ? events.AnyRefund(purchase) : events.AnyVoid(purchase.Id);
    }

    private static void AssertNotLower(Scenario less, Scenario more)
    {
        var (before, after) = (less.Standing, more.Standing);
        Assert.True(after.TierIndex >= before.TierIndex, $"{after.Tier.Id} is lower than {before.Tier.Id}.");
        Assert.All(before.Entitled, one => Assert.InRange(after.CountOf(one.Key), one.Count, long.MaxValue));
    }

    private static void AssertNeverBought(Scenario scenario, Purchase purchase, PurchaseEvent takenBack)
    {
        var without = scenario with { Events = scenario.Events.Remove(purchase) };
        var taken = scenario with { Events = scenario.Events.Add(takenBack) };

        Assert.Equal(Shown.Of(without.Standing), Shown.Of(taken.Standing));
    }
}
