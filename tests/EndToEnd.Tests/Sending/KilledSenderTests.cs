using System.Globalization;

namespace Loyalty.EndToEnd.Tests.Sending;

/// <summary>No offer goes twice, no reward is lost, and each message's row tells the truth, whenever the host dies. A few kills here;
/// for a long run: <c>LOYALTY_KILLS=100 dotnet test tests/EndToEnd.Tests --filter KilledSender --logger "console;verbosity=detailed"</c>,
/// and <c>LOYALTY_SEED</c> for another one.</summary>
public sealed class KilledSenderTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Whenever_the_host_dies_nothing_goes_twice_nothing_is_lost_and_every_row_tells_the_truth() =>
        output.WriteLine(await SendingRig.RunAsync(Setting("LOYALTY_KILLS", 6), Setting("LOYALTY_SEED", 20260302)));

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
