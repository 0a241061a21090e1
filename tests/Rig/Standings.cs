using System.Text;
using System.Text.Json;
using Loyalty.Cli;

namespace Loyalty.Rig;

/// <summary>What <c>loyalty standing</c> says of a file of events.</summary>
internal static class Standings
{
    /// <summary>The lines, by member.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(string program, string purchases, string asOf) =>
        Of([program], purchases, asOf);

    /// <summary>The lines, by member.</summary>
    /// <param name="programs">The first version's file, and later ones as <c>FILE@DATE</c>.</param>
    public static IReadOnlyDictionary<string, JsonElement> Of(IReadOnlyList<string> programs, string purchases, string asOf)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        var exit = LoyaltyCommand.Run(
            ["standing", .. programs.SelectMany(program => new[] { "--program", program }), "--purchases", purchases, "--as-of", asOf],
            () => Stream.Null,
            output,
            errors);
        if (exit != 0)
        {
            throw new InvalidOperationException(errors.ToString());
        }

        return Encoding.UTF8.GetString(output.ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .ToDictionary(line => line.GetProperty("member").GetString()!, StringComparer.Ordinal);
    }
}
