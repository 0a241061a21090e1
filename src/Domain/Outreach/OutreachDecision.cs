using System.Collections.Immutable;
using Loyalty.Domain.Rewards;

namespace Loyalty.Domain.Outreach;

/// <summary>What is to be done about a member's messages, all of it in one transaction.</summary>
/// <param name="State">What the member's row says from now on; its claim is the message to send.</param>
/// <param name="Claimed">The message to send once this is committed, and to record then; null where none may go now.</param>
/// <param name="Changes">Rows of messages that change, each message once, the claimed one among them.</param>
/// <param name="Gifts">Rewards to issue.</param>
/// <param name="Revoke">Open rewards that a later offer replaces.</param>
/// <param name="Next">When to look again. Whoever claims a message sees to it, so it is not in it.</param>
public sealed record OutreachDecision(
    OutreachState State,
    Claim? Claimed,
    ImmutableArray<MessageChange> Changes,
    ImmutableArray<Gift> Gifts,
    ImmutableArray<Reward> Revoke,
    Looks Next)
{
    /// <summary>The same once the gift that comes with the claimed message has its code.</summary>
    public OutreachDecision WithCode(RewardCode code) => Claimed is not { } claim
        ? throw new InvalidOperationException("No message was claimed.")
        : this with
        {
            Claimed = claim with { Reward = code },
            State = State with { Claim = claim with { Reward = code } },
            Changes = [.. Changes.Select(change => change.Id == claim.Id ? change with { Reward = code } : change)],
        };
}
