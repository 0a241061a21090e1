using Loyalty.Torture.Shop;

namespace Loyalty.Torture.Checks;

/// <summary>What was found in the end, and how much there was.</summary>
internal sealed record Comparison(
    IReadOnlyList<string> Findings,
    Acknowledged Acknowledged,
    int Members,
    RewardCheck Rewards,
    MessageTruth Messages,
    int Taken,
    int Asked);
