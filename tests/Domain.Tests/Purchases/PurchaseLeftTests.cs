using Loyalty.Domain.Purchases;
using Loyalty.Domain.Tests.Reference;
using Loyalty.Domain.Tests.Scenarios;

namespace Loyalty.Domain.Tests.Purchases;

public class PurchaseLeftTests
{
    [Fact]
    public void Without_lines_the_amount_is_of_the_empty_category_and_no_quantity() =>
        Assert.Equal(": 1000 x0", LeftOf(Some.Purchase(1000)));

    [Fact]
    public void Lines_of_a_category_add_up() =>
        Assert.Equal(
            "bakery: 550 x1, coffee: 700 x3",
            LeftOf(Some.Purchase(Some.Line("coffee", 2, 500), Some.Line("bakery", 1, 550), Some.Line("coffee", 1, 200))));

    [Fact]
    public void A_refund_with_lines_takes_amounts_and_quantities_from_its_categories() =>
        Assert.Equal(
            "bakery: 550 x1, coffee: 300 x1",
            LeftOf(
                Some.Purchase(Some.Line("coffee", 2, 700), Some.Line("bakery", 1, 550)),
                Some.Refund(Some.Line("coffee", 1, 400))));

    [Fact]
    public void Refunds_without_lines_come_last_and_take_in_ordinal_order()
    {
        var purchase = Some.Purchase(Some.Line("bakery", 1, 300), Some.Line("Zine", 1, 200), Some.Line("coffee", 1, 100));

        // Capitals come before small letters; the line leaves 100 of Zine, and the rest of the 250 is the bakery's.
        Assert.Equal("bakery: 150 x1, coffee: 100 x1", LeftOf(purchase, Some.Refund(250), Some.Refund(Some.Line("Zine", 1, 100))));
    }

    [Fact]
    public void What_cannot_be_taken_is_forgotten() =>
        Assert.Equal(
            "bakery: 550 x1",
            LeftOf(
                Some.Purchase(Some.Line("coffee", 2, 700), Some.Line("bakery", 1, 550)),
                Some.Refund(Some.Line("coffee", 9, 900), Some.Line("tea", 1, 100))));

    [Fact]
    public void Lines_of_a_refund_take_nothing_from_a_purchase_without_lines() =>
        Assert.Equal(": 1000 x0", LeftOf(Some.Purchase(1000), Some.Refund(Some.Line("coffee", 1, 1000))));

    [Fact]
    public void A_category_that_is_refunded_has_no_quantity_but_one_that_cost_nothing_keeps_its_own() =>
        Assert.Equal(
            "bakery: 50 x1, gift: 0 x2",
            LeftOf(
                Some.Purchase(Some.Line("coffee", 2, 700), Some.Line("gift", 2, 0), Some.Line("bakery", 1, 50)),
                Some.Refund(Some.Line("coffee", 1, 700))));

    [Fact]
    public void A_purchase_of_nothing_stands_until_it_is_voided()
    {
        var purchase = Some.Purchase(0, discount: 500);

        Assert.True(PurchaseLeft.Of(purchase, Refunds.None).Stands);
        Assert.True(PurchaseLeft.Of(purchase, Refunds.None.With(Some.Refund(100))).Stands);
        Assert.False(PurchaseLeft.Of(purchase, Refunds.None.With(Some.Void())).Stands);
    }

    [Fact]
    public void A_discount_stays_whole_until_nothing_is_left()
    {
        var purchase = Some.Purchase(1000, discount: 150);

        Assert.Equal(150, PurchaseLeft.Of(purchase, Refunds.None.With(Some.Refund(999))).Discount);
        Assert.Equal(PurchaseLeft.Nothing, PurchaseLeft.Of(purchase, Refunds.None.With(Some.Refund(600)).With(Some.Refund(400))));
    }

    [Fact]
    public void What_is_left_is_what_the_slow_reference_leaves_whatever_the_order_of_refunds() =>
        Property.Holds(
            2_000,
            Scenario.AnyWith(1, (draw, _, _) => draw),
            drawn =>
            {
                var (scenario, draw) = drawn;
                Assert.All(scenario.Events.OfType<Purchase>(), purchase =>
                {
                    var takings = draw.Shuffled(scenario.Events.Where(one => Names(one, purchase)));
                    var left = PurchaseLeft.Of(purchase, takings.Aggregate(Refunds.None, (refunds, one) => refunds.With(one)));
                    var expected = ReferencePurchases.Stands(purchase, scenario.Events)
                        ? ReferencePurchases.WhatIsLeft(purchase, scenario.Events).Where(one => one.Value != default)
                        : [];

                    Assert.Equal(ReferencePurchases.Stands(purchase, scenario.Events), left.Stands);
                    Assert.Equal(left.Stands ? purchase.Discount : 0, left.Discount);
                    Assert.Equal(expected, left.Categories.Select(one => KeyValuePair.Create(one.Key.ToString(), one.Value)));
                });
            });

    private static bool Names(PurchaseEvent one, Purchase purchase) =>
        (one is Refund refund && refund.Purchase == purchase.Id) || (one is PurchaseVoid taken && taken.Purchase == purchase.Id);

    private static string LeftOf(Purchase purchase, params Refund[] refunds) =>
        string.Join(
            ", ",
            PurchaseLeft.Of(purchase, refunds.Aggregate(Refunds.None, (all, one) => all.With(one))).Categories
                .Select(one => $"{one.Key}: {one.Value.Amount} x{one.Value.Quantity}"));
}
