using System.Text;
using System.Text.Json.Nodes;
using Loyalty.Domain.Programs;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;

namespace Loyalty.Benchmarks.Peers;

/// <summary>A program as both this project and a peer have it.</summary>
internal sealed record PeerProgram(byte[] Document, LoyaltyProgram Program)
{
    /// <summary>The one that goes with the Online Retail sample, without its messages, which no peer sends.</summary>
    public static PeerProgram Sample { get; } = Of(document => document.Remove("messages"));

    /// <summary>Another one: weeks of two visits, levels that lapse at once and ask for both, a night that belongs to the day before.
    /// </summary>
    public static PeerProgram Weekly { get; } = Of(document =>
    {
        document.Remove("messages");
        document.Remove("closures");
        document["zone"] = "America/New_York";
        document["dayStart"] = "04:00";
        document["tiers"]!["window"]!["months"] = 3;
        document["tiers"]!["keep"]!["months"] = 5;
        document["tiers"]!["softLanding"] = false;
        document["tiers"]!["levels"]![2]!["require"] = "all";
        document["tiers"]!["levels"]![2]!["visits"] = 6;
        document["streaks"]![0]!["period"] = "week";
        document["streaks"]![0]!["visits"] = 2;
        document["streaks"]![0]!["freezes"] = 2;
    });

    private static PeerProgram Of(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "online-retail-program.json")))!.AsObject();
        change(json);
        var document = Encoding.UTF8.GetBytes(json.ToJsonString());
        return ProgramJson.Parse(document) is Parsed<LoyaltyProgram>.Good good
            ? new(document, good.Value)
            : throw new InvalidOperationException("A program of the benchmark is not valid.");
    }
}
