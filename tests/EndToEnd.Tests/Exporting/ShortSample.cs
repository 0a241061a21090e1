using System.Text.RegularExpressions;

namespace Loyalty.EndToEnd.Tests.Exporting;

/// <summary>The first days of the real purchases, under numbers that cannot stand anywhere by chance, with what a shop sends beside
/// good events: some twice, one id for two purchases, and lines that are none.</summary>
internal static partial class ShortSample
{
    /// <summary>In the lines that are no events.</summary>
    public const string Bad = "ibex";

    public const int Rejected = 2;
    public const int IdsReused = 1;

    private const int Events = 400;
    private const int Doubles = 40;

    /// <summary>Writes it, and says whose and which events are in it.</summary>
    public static async Task<(IReadOnlyList<string> Members, IReadOnlyList<string> Ids)> WriteAsync(string path)
    {
        var events = Everybody.ReadEvents(Repository.File("samples/online-retail-2011.ndjson.gz"))
            .Where(line => line.Length > 0)
            .Take(Events)
            .Select(line => Number().Replace(line, "\"member\":\"customer-$1-walrus\""))
            .ToList();
        var again = events[^1].Replace("\"amount\":", "\"discount\":1,\"amount\":", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(
            path,
            [.. events, .. events.Take(Doubles), again, """{"id":"no-purchase-ibex","member":"nobody-ibex"}""", "no json: ibex"],
            TestContext.Current.CancellationToken);
        return ([.. Values(events, "member")], [.. Values(events, "id")]);
    }

    private static IEnumerable<string> Values(IEnumerable<string> events, string field) => events
        .Select(line => Regex.Match(line, $"\"{field}\":\"([^\"]+)\"").Groups[1].Value)
        .Distinct();

    [GeneratedRegex("\"member\":\"([^\"]+)\"")]
    private static partial Regex Number();
}
