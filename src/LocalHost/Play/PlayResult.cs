using System.Collections.Immutable;

namespace Loyalty.LocalHost.Play;

/// <summary>What became of a play.</summary>
/// <param name="Events">Lines posted.</param>
/// <param name="Refunds">Those of them that are refunds.</param>
/// <param name="Counted">Rows of the ledger.</param>
/// <param name="Rejected">Lines refused when posted, and dead letters.</param>
/// <param name="Took">How long posting and counting took.</param>
/// <param name="Tiers">Members by tier, in the order of the program's levels.</param>
/// <param name="Streaks">The longest streaks, the longest first.</param>
/// <param name="Rewards">Rewards issued, by name.</param>
/// <param name="Messages">By kind and how they ended.</param>
/// <param name="ToRedeem">For whoever wants to be the till; null where nobody has an open reward.</param>
public sealed record PlayResult(
    int Events,
    int Refunds,
    int Counted,
    int Rejected,
    TimeSpan Took,
    ImmutableArray<(string Name, int Count)> Tiers,
    ImmutableArray<(string Member, string Streak, int Length)> Streaks,
    ImmutableArray<(string Name, int Count)> Rewards,
    ImmutableArray<(string Kind, string Status, int Count)> Messages,
    OpenReward? ToRedeem)
{
    /// <summary>Events that were there already.</summary>
    public int Doubles => Events - Counted - Rejected;
}
