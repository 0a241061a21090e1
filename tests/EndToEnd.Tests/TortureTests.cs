using System.Globalization;
using Loyalty.Torture;

namespace Loyalty.EndToEnd.Tests;

/// <summary>The torture, for a short while; <c>LOYALTY_TORTURE_MINUTES</c> says for how long, and <c>LOYALTY_TORTURE_SEED</c> which.
/// docs/torture.md says what it does.</summary>
public sealed class TortureTests(ITestOutputHelper output)
{
    private const double UsualMinutes = 1.5;

    [Fact]
    public Task On_sqlite_nothing_is_lost_doubled_or_undue() => HoldsAsync(TortureOptions.Sqlite);

    [Fact]
    public async Task On_azurite_nothing_is_lost_doubled_or_undue()
    {
        await Emulator.SkipWithoutAsync(TestContext.Current.CancellationToken);
        await HoldsAsync(TortureOptions.Azurite);
    }

    private async Task HoldsAsync(string store)
    {
        using var said = new StringWriter();
        var options = new TortureOptions(
            Setting("LOYALTY_TORTURE_MINUTES", UsualMinutes), (int)Setting("LOYALTY_TORTURE_SEED", 20261126), store);
        var outcome = await TortureRun.RunAsync(options, said, TestContext.Current.CancellationToken);
        output.WriteLine(outcome.Report);
        Assert.True(outcome.Findings.Count == 0, outcome.Report);
    }

    private static double Setting(string name, double usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : usual;
}
