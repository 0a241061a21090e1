using System.Text.Json;
using Loyalty.Torture.Shop;

namespace Loyalty.Torture.Checks;

/// <summary>Whether the dead letters are the events under ids that were used, and no others.</summary>
internal static class DeadLetterCheck
{
    public static IEnumerable<string> Findings(string ndjson, Acknowledged acknowledged)
    {
        var letters = ndjson.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .ToList();
        foreach (var letter in letters.Where(letter =>
            letter.GetProperty("reason").GetString() != "IdReused" || !IsOurs(letter.GetProperty("body").GetString()!)))
        {
            yield return $"An undue dead letter: {letter}";
        }

        var dead = letters.Select(letter => Acknowledged.KeyOf(letter.GetProperty("body").GetString()!)).ToHashSet();
        foreach (var key in acknowledged.Reused.Keys.Where(key => !dead.Contains(key)))
        {
            yield return $"Another event under the id {key.Id} of {key.Member} was acknowledged, and is no dead letter.";
        }

        bool IsOurs(string body) => acknowledged.Reused.ContainsKey(Acknowledged.KeyOf(body));
    }
}
