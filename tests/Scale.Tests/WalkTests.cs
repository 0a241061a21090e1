using Loyalty.Scale.Inputs;
using Loyalty.Scale.Simulated;

namespace Loyalty.Scale.Tests;

public sealed class WalkTests
{
    private static readonly Chain Million = new("one purchase a member and year", 1_000_000, 1_000_000 / (365 * 86_400.0), 1);

    [Fact]
    public void It_goes_through_twenty_thousand_members_a_minute() =>
        Assert.Equal((1_000, 1_000 / 20 / 60.0), (Walk.Of(Million, new(), new()).Pages, Walk.Of(Million, new(), new()).Hours));
}
