namespace Loyalty.EndToEnd.Tests.Exporting;

/// <summary>What a collector took, read as its protocol has it (opentelemetry-proto 1.x).</summary>
internal sealed class Exported(Collector collector)
{
    public sealed record Span(
        string Trace, string Id, string Parent, string Name, string State, int Events, Dictionary<string, string> Tags);

    public sealed record Log(string Text, string Trace, Dictionary<string, string> Tags);

    /// <param name="Sum">Of a counter or a gauge its value, of a histogram how many it has.</param>
    public sealed record Point(string Name, string Unit, Dictionary<string, string> Tags, double Sum);

    public IReadOnlyList<byte[]> Bodies => collector.Bodies;

    public IReadOnlyList<Span> Spans { get; } =
    [
        .. collector.Of("traces").SelectMany(one => one.All(1, 2, 2)).Select(span => new Span(
            span.Find(1)!.Hex,
            span.Find(2)!.Hex,
            span.Find(4)?.Hex ?? "",
            span.Find(5)!.Text,
            span.Find(3)?.Text ?? "",
            span.All(11).Count(),
            span.Attributes(9))),
    ];

    public IReadOnlyList<Log> Logs { get; } =
    [
        .. collector.Of("logs").SelectMany(one => one.All(1, 2, 2)).Select(log => new Log(
            log.Find(5, 1)?.Text ?? "", log.Find(9)?.Hex ?? "", log.Attributes(6))),
    ];

    /// <summary>The last that was said of each: what is counted is counted from the host's start.</summary>
    public IReadOnlyList<Point> Points { get; } =
    [
        .. collector.Of("metrics").SelectMany(one => one.All(1, 2, 2)).SelectMany(Read)
            .GroupBy(point => (point.Name, string.Join(',', point.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))))
            .Select(same => same.Last()),
    ];

    /// <summary>How many of an instrument were counted with these attributes, whatever else they have.</summary>
    public long Sum(string name, params (string Tag, string Value)[] tags) => (long)Points
        .Where(point => point.Name == name && Array.TrueForAll(tags, tag => point.Tags.GetValueOrDefault(tag.Tag) == tag.Value))
        .Sum(point => point.Sum);

    private static IEnumerable<Point> Read(OtlpField metric)
    {
        var (name, unit) = (metric.Find(1)!.Text, metric.Find(3)?.Text ?? "");
        var numbers = metric.All(7, 1).Concat(metric.All(5, 1)).Select(point =>
            new Point(name, unit, point.Attributes(7), point.Find(4)?.Double ?? (long)(point.Find(6)?.Value ?? 0)));
        var histograms = metric.All(9, 1).Select(point => new Point(name, unit, point.Attributes(9), point.Find(4)?.Value ?? 0));
        return numbers.Concat(histograms);
    }
}
