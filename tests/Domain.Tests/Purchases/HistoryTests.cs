using Loyalty.Domain.Purchases;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Tests.Scenarios;
using Loyalty.Domain.Tests.Standings;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Purchases;

public class HistoryTests
{
    private static readonly LocalDate Date = new(2024, 2, 29);

    [Fact]
    public void A_packed_history_unpacks_to_the_same() =>
        Property.Holds(2_000, Scenario.Any(), scenario =>
        {
            var history = History.Unpack(scenario.History.Pack());

            Assert.Equal(scenario.History.Pack(), history.Pack());
            Assert.Equal(scenario.History.WaitingCount, history.WaitingCount);
            Assert.Equal(
                Shown.Of(scenario.Standing), Shown.Of(Standing.Evaluate(scenario.Versions, history, scenario.X)));
        });

    [Fact]
    public void To_add_a_purchase_and_remove_it_changes_nothing() =>
        Property.Holds(
            2_000,
            Scenario.AnyWith(1, (_, events, _) => events.NextPurchase()),
            drawn =>
            {
                var (scenario, purchase) = drawn;
                var left = PurchaseLeft.Of(purchase, Refunds.None);
                var date = scenario.Versions.Newest.DateAt(purchase.Store, purchase.At);

                Assert.Equal(scenario.History.Pack(), scenario.History.Add(date, left).Remove(date, left).Pack());
            });

    [Fact]
    public void What_does_not_stand_leaves_no_trace() =>
        Assert.Equal(History.Empty.Pack(), History.Empty.Add(Date, PurchaseLeft.Nothing).Pack());

    [Fact]
    public void Ten_thousand_purchases_on_as_many_dates_fit()
    {
        string[] categories = ["bakery", "beans", "coffee", "tea"];
        var history = History.Empty;
        for (var i = 0; i < 10_000; i++)
        {
            var lines = categories.Select((category, place) => Some.Line(category, 1 + (i % 20), 12_345 + (i * place)));
            history = history.Add(new LocalDate(1990, 1, 1).PlusDays(i), PurchaseLeft.Of(Some.Purchase([.. lines]), Refunds.None));
        }

        Assert.False(history.IsTooLarge);
        Assert.InRange(history.Pack().Length, 1, History.MaxPackedBytes);
        AssertUnpacksToTheSame(history);
    }

    [Fact]
    public void A_purchase_of_five_hundred_categories_of_the_longest_names_fits()
    {
        var lines = Enumerable.Range(0, PurchaseLimits.MaxLines)
            .Select(i => Some.Line($"c{i}".PadRight(Identifier.ShortMaxLength, '-'), PurchaseLimits.MaxQuantity, 2_000_000_000));
        var history = History.Empty.Add(Date, PurchaseLeft.Of(Some.Purchase([.. lines]), Refunds.None));

        Assert.False(history.IsTooLarge);
        AssertUnpacksToTheSame(history);
    }

    [Fact]
    public void Four_hundred_refunds_may_wait_and_no_more()
    {
        var history = Enumerable.Range(0, History.MaxWaiting).Aggregate(History.Empty, Waiting);

        Assert.Equal(History.MaxWaiting, history.WaitingCount);
        Assert.False(history.IsTooLarge);
        AssertUnpacksToTheSame(history);
        Assert.True(Waiting(history, History.MaxWaiting).IsTooLarge);
    }

    [Fact]
    public void The_largest_amounts_of_many_purchases_on_one_date_add_up()
    {
        var left = PurchaseLeft.Of(Some.Purchase(PurchaseLimits.MaxAmount, discount: PurchaseLimits.MaxAmount), Refunds.None);
        var history = Enumerable.Range(0, 10_000).Aggregate(History.Empty, (all, _) => all.Add(Date, left));
        var standing = AssertUnpacksToTheSame(history);

        Assert.Equal(10_000 * PurchaseLimits.MaxAmount, standing.LifetimeSpend);
        Assert.Equal(1, standing.LifetimeVisits);
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_read_but_break_nothing() =>
        Property.Holds(
            2_000,
            Scenario.AnyWith(1, (draw, _, scenario) => Damaged(draw, scenario.History.Pack())),
            drawn => Assert.True(Record.Exception(() => History.Unpack(drawn.More).Pack()) is null or FormatException));

    [Fact]
    public void Goods_that_are_on_no_date_are_damage()
    {
        byte[] form = [1], noCategories = [0], noDates = [0], oneOfGoods = [1], noneWaits = [0];
        Assert.Throws<FormatException>(() => History.Unpack([.. form, .. noCategories, .. noDates, .. oneOfGoods, .. noneWaits]));
    }

    private static byte[] Damaged(Draw draw, byte[] packed)
    {
        var bytes = packed[..draw.Between(draw.OneOf(0, packed.Length), packed.Length)];
        for (var i = draw.Between(0, 3); i > 0 && bytes.Length > 0; i--)
        {
            bytes[draw.Between(0, bytes.Length - 1)] = (byte)draw.OneOf(0, 1, 127, 128, 255, draw.Between(0, 255));
        }

        return bytes;
    }

    private static History Waiting(History history, int number)
    {
        var refund = Some.Refund(Some.Line("coffee", 1, 700 + number)) with { Purchase = EventId.Parse($"p-{number}") };
        return history.Wait(refund.Purchase, Refunds.None.With(refund));
    }

    private static Standing AssertUnpacksToTheSame(History history)
    {
        var unpacked = History.Unpack(history.Pack());
        var standing = Standing.Evaluate(new(Some.Program()), unpacked, new(2024, 3, 1));
        Assert.Equal(history.Pack(), unpacked.Pack());
        Assert.Equal(Shown.Of(Standing.Evaluate(new(Some.Program()), history, new(2024, 3, 1))), Shown.Of(standing));
        return standing;
    }
}
