using Loyalty.Scale.Inputs;
using Loyalty.Scale.Simulated;

namespace Loyalty.Scale.Tests;

public sealed class BusTests
{
    [Fact]
    public void Below_its_operations_all_is_let_through() => Assert.Equal((100, 120), Bus.LetThrough(100, 120, 1_000));

    [Fact]
    public void A_purchase_takes_three_operations_so_Standard_lets_a_third_of_a_thousand_through()
    {
        var (sent, taken) = Bus.LetThrough(5_000, 5_000, Bus.Operations(new Design(), new Limits()));

        Assert.Equal(1_000 / 3.0, sent, 6);
        Assert.Equal(1_000 / 3.0, taken, 6);
    }

    [Theory]
    [InlineData(0, 5_000)]
    [InlineData(5_000, 0)]
    [InlineData(400, 400)]
    [InlineData(900, 10)]
    public void Never_more_operations_than_there_are(double sending, double taking)
    {
        var (sent, taken) = Bus.LetThrough(sending, taking, 1_000);

        Assert.InRange(sent + (2 * taken), 0, 1_000 + 1e-6);
    }
}
