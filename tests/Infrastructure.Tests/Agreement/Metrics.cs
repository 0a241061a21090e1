using System.Text.RegularExpressions;
using Loyalty.Infrastructure.Tests.Bicep;
using Loyalty.Infrastructure.Tests.Code;

namespace Loyalty.Infrastructure.Tests.Agreement;

/// <summary>Whether the alerts ask for what the functions count.</summary>
internal static partial class Metrics
{
    public static IEnumerable<string> Complaints(Deployment deployment, Surroundings code) =>
        Named(deployment).Except(code.Metrics).Select(name => $"An alert asks for {name}, and nothing in the functions is counted so.");

    public static IEnumerable<string> Named(Deployment deployment) => deployment.Queries
        .SelectMany(query => Name().Matches(query))
        .Select(match => match.Groups[1].Value)
        .Distinct();

    [GeneratedRegex("Name == \"([^\"]+)\"")]
    private static partial Regex Name();
}
