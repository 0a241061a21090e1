using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Loyalty.Architecture.Tests;

/// <summary>docs/telemetry.md names what the code has, and nothing else: alerts and queries are written by it.</summary>
public sealed partial class TelemetryPage
{
    private const string Meter = "Loyalty";

    private static readonly string Page = File.ReadAllText(Path.Combine(House.Root.FullName, "docs", "telemetry.md"));

    [Fact]
    public void Its_table_has_every_instrument_with_its_kind_and_unit()
    {
        var instruments = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == Meter)
            {
                instruments.Add($"{instrument.Name} {Kind(instrument)} {instrument.Unit}");
            }
        };
        RuntimeHelpers.RunClassConstructor(House.Functions.GetType("Loyalty.Functions.Telemetry", throwOnError: true)!.TypeHandle);
        listener.Start();

        Assert.NotEmpty(instruments);
        Assert.Equal(
            instruments.Order(StringComparer.Ordinal),
            InstrumentRow().Matches(Page)
                .Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value} {row.Groups[3].Value}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_table_has_every_log_with_its_level_and_words() =>
        Assert.Equal(
            Logs.All.OrderBy(log => log.EventId).Select(log => $"{log.EventId} {log.Level} {log.Message}"),
            LogRow().Matches(Page).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value} {row.Groups[3].Value}"));

    private static string Kind(Instrument instrument) =>
        instrument is Counter<long> ? "counter" : instrument is Histogram<double> ? "histogram" : "gauge";

    [GeneratedRegex(@"^\| `(loyalty\.[a-z.]+)` \| (\w+) \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"^\| (\d+) \| (\w+) \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex LogRow();
}
