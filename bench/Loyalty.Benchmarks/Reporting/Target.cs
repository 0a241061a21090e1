using System.Globalization;

namespace Loyalty.Benchmarks.Reporting;

/// <summary>What is asked of a figure.</summary>
/// <param name="IsLeast">Whether the figure must come to the limit at least, or stay below it.</param>
internal sealed record Target(string Name, double Limit, bool IsLeast, string Unit)
{
    public static Target IntakeApart { get; } = Ratio("intake into Azurite, to the bare client, no two events of one member", 0.9);

    public static Target IntakeOfOneMember { get; } = Ratio("intake into Azurite, to the bare client, batches of one member's events", 3);

    public static Target DecisionTime { get; } = new("decision with codec, 50 dates", 3, IsLeast: false, " µs");

    public static Target DecisionBytes { get; } = new("decision with codec, 50 dates, allocated", 2_048, IsLeast: false, " bytes");

    public static Target StandingRate { get; } = Ratio("standing over HTTP, to a bare point read of Azurite, calls a second", 0.8);

    public static IReadOnlyList<Target> All { get; } = [IntakeApart, IntakeOfOneMember, DecisionTime, DecisionBytes, StandingRate];

    public string Asked => $"{(IsLeast ? "at least" : "below")} {Text(Limit)}";

    public bool IsMetBy(double figure) => IsLeast ? figure >= Limit : figure < Limit;

    public string Text(double figure) => $"{figure.ToString("#,0.##", CultureInfo.InvariantCulture)}{Unit}";

    private static Target Ratio(string name, double limit) => new(name, limit, IsLeast: true, "");
}
