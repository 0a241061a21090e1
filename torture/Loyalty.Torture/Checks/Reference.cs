using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Loyalty.Torture.Shop;
using NodaTime.Text;

namespace Loyalty.Torture.Checks;

/// <summary>Where everybody must stand, computed one event after another from what was acknowledged, by the contract's command.</summary>
internal static class Reference
{
    /// <param name="folder">Where its files may lie.</param>
    public static IReadOnlyDictionary<string, JsonElement> Standings(
        Acknowledged acknowledged, string firstVersion, string folder, string asOf)
    {
        var programs = new List<string> { firstVersion };
        foreach (var (document, from) in acknowledged.Versions)
        {
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"version-{programs.Count + 1}.json"));
            File.WriteAllText(file, document);
            programs.Add($"{file}@{LocalDatePattern.Iso.Format(from)}");
        }

        var events = Path.Combine(folder, "acknowledged.ndjson");
        File.WriteAllLines(events, acknowledged.Events.Values.Select(line => OfOwner(line, acknowledged)));
        return Rig.Standings.Of(programs, events, asOf);
    }

    // Who was merged has the events of all their numbers.
    private static string OfOwner(string line, Acknowledged acknowledged)
    {
        var read = JsonNode.Parse(line)!;
        var number = read["member"]!.GetValue<string>();
        var owner = acknowledged.OwnerOf(number);
        if (owner == number)
        {
            return line;
        }

        read["member"] = owner;
        return read.ToJsonString();
    }
}
