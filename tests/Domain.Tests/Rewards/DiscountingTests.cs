using System.Collections.Immutable;
using FsCheck.Fluent;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Tests.Scenarios;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Tests.Rewards;

public sealed class DiscountingTests
{
    private static readonly RewardTerms Item = Some.Reward("item") with { Value = new RewardValue.Item("coffee") };
    private static readonly RewardTerms Percent = Some.Reward("percent") with { Value = new RewardValue.Percent(15) };
    private static readonly RewardTerms Amount = Some.Reward("amount") with { Value = new RewardValue.Amount(500) };

    private static readonly Line[] Lines =
        [Some.Line("coffee", 2, 700), Some.Line("coffee", 1, 300), Some.Line("bakery", 3, 550), Some.Line("gift", 1, 0)];

    [Fact]
    public void An_amount_takes_itself_and_never_more_than_there_is()
    {
        Assert.Equal("500", Of(Amount, new Basket(1550, [.. Lines])));
        Assert.Equal("499", Of(Amount, new Basket(499, [])));
        Assert.Equal("300", Of(Amount with { Categories = Categories("tea", "bakery") }, With(Some.Line("bakery", 1, 300), Lines[0])));
    }

    [Fact]
    public void A_percentage_takes_its_part_of_what_it_covers_and_rounds_half_a_unit_up()
    {
        Assert.Equal("233", Of(Percent, new Basket(1550, [.. Lines])));
        Assert.Equal("83", Of(Percent with { Categories = Categories("bakery") }, With(Lines)));
        Assert.Equal("0", Of(Percent, new Basket(3, [])));
        Assert.Equal("1", Of(Percent, new Basket(4, [])));
        Assert.Equal("2", Of(Percent, new Basket(10, [])));
    }

    [Fact]
    public void An_item_takes_one_piece_of_the_cheapest_line_that_it_covers()
    {
        Assert.Equal("300", Of(Item, With(Lines)));
        Assert.Equal("350", Of(Item, With(Lines[0], Lines[2])));
        Assert.Equal("183", Of(Item with { Categories = Categories("bakery") }, With(Lines)));
        Assert.Equal("3", Of(Item, With(Some.Line("coffee", 2, 5))));
        Assert.Equal("1", Of(Item, With(Some.Line("coffee", 3, 1) with { Quantity = 1 })));
    }

    [Fact]
    public void An_item_is_found_by_category_or_sku_and_one_that_is_called_otherwise_may_be_anything()
    {
        Assert.Equal("550", Of(Item with { Value = new RewardValue.Item("C-12") }, With(Lines[0], new Line(Category.Parse("bakery"), 1, 550, "C-12"))));
        Assert.Equal("183", Of(Item with { Value = new RewardValue.Item("A cup of coffee") }, With(Lines)));
        Assert.Equal("183", Of(Item with { Value = new RewardValue.Item(null) }, With(Lines)));
    }

    [Fact]
    public void Nothing_takes_more_than_its_most()
    {
        Assert.Equal("120", Of(Percent with { MaxDiscount = 120 }, new Basket(10_000, [])));
        Assert.Equal("120", Of(Item with { MaxDiscount = 120 }, With(Lines)));
        Assert.Equal("120", Of(Amount with { MaxDiscount = 120 }, null));
    }

    [Fact]
    public void A_basket_that_is_too_small_or_has_nothing_to_take_from_gets_nothing()
    {
        Assert.Equal("BasketTooSmall", Of(Amount with { MinSpend = 1551 }, With(Lines)));
        Assert.Equal("500", Of(Amount with { MinSpend = 1550 }, With(Lines)));
        Assert.Equal("NotInBasket", Of(Amount with { Categories = Categories("tea") }, With(Lines)));
        Assert.Equal("NotInBasket", Of(Item, With(Lines[2])));
        Assert.Equal("NotInBasket", Of(Percent with { Categories = Categories("gift") }, With(Lines)));
        Assert.Equal("NotInBasket", Of(Amount, new Basket(0, [])));
    }

    [Fact]
    public void What_a_till_does_not_tell_is_not_looked_at()
    {
        Assert.Equal("500", Of(Amount with { MinSpend = 1500 }, null));
        Assert.Equal("unknown", Of(Percent, null));
        Assert.Equal("unknown", Of(Item, null));
        Assert.Equal("unknown", Of(Item, new Basket(1000, [])));
        Assert.Equal("unknown", Of(Percent with { Categories = Categories("tea") }, new Basket(1000, [])));
        Assert.Equal("400", Of(Amount with { Categories = Categories("tea") }, new Basket(400, [])));
    }

    [Fact]
    public void No_reward_takes_off_more_than_the_basket_or_less_than_nothing() => Property.Holds(
        500,
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var draw = new Draw(seed);
            Line[] lines = [.. Enumerable.Range(0, draw.Between(0, 4)).Select(_ =>
                Some.Line(draw.OneOf("coffee", "bakery", "tea"), draw.OneOf(1, 2, 3, 10_000), draw.OneOf(0L, 1, 2, 99, 1_000_000_000_000)))];
            var basket = lines.Length == 0 ? new Basket(draw.OneOf(0L, 1, 499, 1_000_000_000_000), []) : With(lines);
            var terms = draw.OneOf(Item, Percent, Percent with { Value = new RewardValue.Percent(100) }, Amount) with
            {
                Categories = draw.Chance(50) ? Categories("coffee") : [],
                MaxDiscount = draw.OneOf<long?>(null, 1, 400),
            };

            if (Discounting.Decide(terms, basket) is Discounting.Given { Discount: { } discount })
            {
                Assert.InRange(discount, 0, Math.Min(basket.Amount, terms.MaxDiscount ?? basket.Amount));
            }
        });

    private static Basket With(params Line[] lines) => new(lines.Sum(line => line.Amount), [.. lines]);

    private static ImmutableArray<Category> Categories(params string[] categories) => [.. categories.Select(Category.Parse)];

    private static string Of(RewardTerms terms, Basket? basket) => Discounting.Decide(terms, basket) switch
    {
        Discounting.Given { Discount: var discount } => discount?.ToString() ?? "unknown",
        Discounting.Refused { Why: var why } => why.ToString(),
        _ => "",
    };
}
