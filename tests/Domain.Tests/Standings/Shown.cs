using System.Text;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Wire.Standings;

namespace Loyalty.Domain.Tests.Standings;

/// <summary>All that a standing says, to compare two.</summary>
internal static class Shown
{
    public static string Of(Standing standing) =>
        $"""
        {Encoding.UTF8.GetString(StandingJson.Write(MemberId.Parse("m-1"), standing))}
        stamps {string.Join(", ", standing.Stamps.Select(one => $"{one.Card.Id} {one.Have}"))}
        earned {Entitled(standing)}
        """;

    /// <summary>The entitlements, and which version gave them.</summary>
    public static string Entitled(Standing standing) =>
        string.Join(", ", standing.Entitled.SelectMany(one => one.Earned.Select(earned =>
            $"{one.Key} {earned.Count} of {earned.Reward.Id} by {earned.Version.Number} on {earned.LastOn:uuuu-MM-dd}")));
}
