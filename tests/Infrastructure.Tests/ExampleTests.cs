using System.Text.Json.Nodes;
using Loyalty.Infrastructure.Tests.Agreement;
using Loyalty.Infrastructure.Tests.Code;

namespace Loyalty.Infrastructure.Tests;

/// <summary>The settings of a developer's machine, src/Functions/local.settings.example.json.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void The_example_has_only_settings_that_somebody_reads_and_the_functions_start_with_it()
    {
        var settings = JsonNode.Parse(Repository.Read("src/Functions/local.settings.example.json"))!["Values"]!.AsObject()
            .Where(setting => setting.Key != "FUNCTIONS_WORKER_RUNTIME")
            .ToDictionary(setting => setting.Key, setting => Filled((string)setting.Value!));

        var asked = Composed.From(settings).Asked;

        Assert.DoesNotContain(settings.Keys, name => !Settings.IsKnown(name, asked, Surroundings.Current));
    }

    // What the example leaves for the developer to fill in.
    private static string Filled(string value) =>
        value.StartsWith("SHA-256", StringComparison.Ordinal) ? new string('a', 64)
        : value.Contains("RANDOM BYTES", StringComparison.Ordinal) ? Convert.ToBase64String(new byte[32])
        : value.Replace("=KEY", "=AAAA", StringComparison.Ordinal);
}
