using System.Text.RegularExpressions;
using Loyalty.Infrastructure.Tests.Bicep;

namespace Loyalty.Infrastructure.Tests;

/// <summary>docs/operating.md says what there is.</summary>
public sealed partial class GuideTests
{
    private static readonly string Guide = Repository.Read("docs/operating.md");

    [Fact]
    public void It_names_every_variable_that_chooses_something() =>
        Assert.Equal(
            Names(VariableName().Matches(Repository.Read("infra/bicep/main.bicepparam"))),
            Names(Guide.Split('\n').Where(line => line.StartsWith('|')).SelectMany(line => ChoiceName().Matches(line.Split('|')[1]))));

    [Fact]
    public void What_it_asks_azd_for_is_an_output()
    {
        var asked = Names(AskedName().Matches(Guide));

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(Names(OutputName().Matches(Repository.Read("infra/bicep/main.bicep")))));
    }

    [Fact]
    public void It_says_of_every_alert_what_to_look_at()
    {
        Compiler.SkipWhereItIsMissing();
        string[] types = ["Microsoft.Insights/metricAlerts", "Microsoft.Insights/scheduledQueryRules"];

        Assert.Equal(
            types.SelectMany(Deployment.Dev.All).Select(alert => Deployment.NameOf(alert)["alert-".Length..]).Order(),
            AlertName().Matches(Guide.Split("## Alerts\n")[1].Split("\n## ")[0]).Select(match => match.Groups[1].Value).Order());
    }

    private static SortedSet<string> Names(IEnumerable<Match> matches) => [.. matches.Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"readEnvironmentVariable\('(LOYALTY_\w+)'")]
    private static partial Regex VariableName();

    [GeneratedRegex("`(LOYALTY_[A-Z_]+)`")]
    private static partial Regex ChoiceName();

    [GeneratedRegex(@"azd env get-value (\w+)")]
    private static partial Regex AskedName();

    [GeneratedRegex(@"^output (\w+) ", RegexOptions.Multiline)]
    private static partial Regex OutputName();

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex AlertName();
}
