using Loyalty.Scale.Simulated;

namespace Loyalty.Scale.Tests;

public sealed class RefusalsTests
{
    [Fact]
    public void Up_to_the_limit_nothing_is_refused() => Assert.Equal(0, Refusals.Share(_ => 1_000, 1_000));

    [Fact]
    public void Past_the_limit_what_is_let_through_is_the_limit() => Assert.Equal(0.25, Refusals.Share(_ => 1_000, 750), 5);

    [Fact]
    public void Who_is_refused_asks_again_so_that_more_is_refused_than_is_too_much()
    {
        var share = Refusals.Share(refused => 1_000 * Refusals.Attempts(refused), 750);

        Assert.True(share > 0.25);
        Assert.Equal(750, 1_000 * Refusals.Attempts(share) * (1 - share), 2);
    }

    [Fact]
    public void An_account_that_is_out_refuses_all() => Assert.Equal(1, Refusals.Share(_ => 1_000, 0), 5);

    [Fact]
    public void A_call_fails_at_its_third_refusal() => Assert.Equal(0.125, Refusals.Failing(0.5));
}
