using Loyalty.Scale.Inputs;
using Loyalty.Scale.Simulated;

namespace Loyalty.Scale.Tests;

public sealed class WalkTests
{
    private static readonly Chain Yearly = new("one purchase a member and year", 1_000_000, 1_000_000 / (365 * 86_400.0), 1);

    [Fact]
    public void It_goes_through_the_rows_of_members_and_of_their_purchases() =>
        Assert.Equal(5_000, Walk.Of(Yearly, Some.Work(), new(), new()).Pages, 6);

    [Fact]
    public void Of_twenty_pages_a_minute_so_many_take_so_long() =>
        Assert.Equal(5_000 / 20 / 1_440.0, Walk.Of(Yearly, Some.Work(), new(), new()).Days, 6);

    [Fact]
    public void Of_members_rows_alone_there_are_as_many_as_members() =>
        Assert.Equal(1_000, Walk.Of(Yearly, Some.Work(), new() { WalksMembersAlone = true }, new()).Pages, 6);
}
