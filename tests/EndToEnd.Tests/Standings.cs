using System.Text;
using System.Text.Json;
using Loyalty.Cli;

namespace Loyalty.EndToEnd.Tests;

/// <summary>What <c>loyalty standing</c> says of a file of events.</summary>
internal static class Standings
{
    /// <summary>The lines, by member.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(string program, string purchases, string asOf)
    {
        using var output = new MemoryStream();
        using var errors = new StringWriter();
        var exit = LoyaltyCommand.Run(
            ["standing", "--program", program, "--purchases", purchases, "--as-of", asOf], () => Stream.Null, output, errors);
        Assert.True(exit == 0, errors.ToString());
        return Encoding.UTF8.GetString(output.ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .ToDictionary(line => line.GetProperty("member").GetString()!, StringComparer.Ordinal);
    }
}
