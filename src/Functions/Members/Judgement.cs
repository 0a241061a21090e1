using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;

namespace Loyalty.Functions.Members;

/// <summary>What follows from a member's events, profile and the clock, decided and not yet written.</summary>
/// <param name="After">With rewards, messages and the hints that will stand.</param>
/// <param name="Standing">On today's date.</param>
/// <param name="Rewards">Those issued, used or revoked, as they are from now on, each once.</param>
/// <param name="Withheld">Those that were to be issued, and are not.</param>
/// <param name="Messages">Rows of messages that change.</param>
/// <param name="Claimed">The message to send once this is committed.</param>
/// <param name="Leave">The hints to leave before it is committed.</param>
/// <param name="OwesMore">Whether more rewards can be issued or revoked at once.</param>
internal sealed record Judgement(
    Member After,
    Standing Standing,
    ImmutableArray<WrittenReward> Rewards,
    ImmutableArray<WithheldReward> Withheld,
    ImmutableArray<MessageChange> Messages,
    Claim? Claimed,
    Looks Leave,
    bool OwesMore);
