using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Due;
using Loyalty.Functions.Finding;
using Loyalty.Functions.Members;
using Loyalty.Functions.Portal.Redemptions;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Sending;
using NodaTime.Text;

namespace Loyalty.Functions.Verifying;

/// <summary>Holds the tables that lead to a member to what the member has. What leads nowhere is not looked for: it does no harm.
/// </summary>
public sealed class IndexCheck(
    RewardCodes codes, RedemptionIndex redemptions, MessageRows messages, Lookups lookups, FinderRows finder, DueIndex due)
{
    internal async Task CheckAsync(Recount recount, MemberFacts facts, CancellationToken cancellationToken)
    {
        var member = recount.Expected;
        await CheckRewardsAsync(recount, facts, member, cancellationToken);
        await CheckMessagesAsync(recount, facts, member, cancellationToken);
        var listed = facts.Lookups;
        foreach (var value in LookupValue.Of(member.Profile))
        {
            var leads = await lookups.LeadsToAsync(member.Id, value, listed, cancellationToken);
            recount.IsLost |= recount.Differs($"lookups/{value.Kind}", "row", leads ? "there" : null, "there");
        }

        foreach (var sweep in Enum.GetValues<Sweep>())
        {
            if (member.Hints[sweep] is { } at)
            {
                var text = InstantPattern.ExtendedIso.Format(at);
                var stands = await due.StandsAsync(sweep, member.Id, at, cancellationToken);
                if (recount.Differs($"due/{sweep}", "row", stands ? text : null, text))
                {
                    recount.Hints.Add(sweep);
                }
            }
        }

        await CheckLineAsync(recount, member, cancellationToken);
    }

    /// <summary>A number that was merged is found as the member who has it, and not as itself.</summary>
    internal async Task CheckMergedAsync(Recount recount, CancellationToken cancellationToken) => recount.Differs(
        "finder/line", "row", await finder.HasAsync(recount.Stored.Id, cancellationToken) ? "there" : null, null);

    private async Task CheckRewardsAsync(Recount recount, MemberFacts facts, Member member, CancellationToken cancellationToken)
    {
        foreach (var reward in facts.Rewards.Where(member.Has).Concat(recount.Rewards))
        {
            var owner = await codes.MemberOfAsync(reward.Code, cancellationToken);
            if (Misleads(recount, $"codes/{reward.Code}", member, owner))
            {
                recount.Before.Add(token => codes.RestoreAsync(reward.Code, member.Id, token));
            }
        }

        foreach (var redemption in facts.Redemptions)
        {
            var found = await redemptions.FindAsync(redemption.Id, cancellationToken);
            var owner = found is var (code, of) && code == redemption.Code ? of : (MemberId?)null;
            if (Misleads(recount, $"redemptions/{redemption.Id}", member, owner))
            {
                recount.Before.Add(token => redemptions.RestoreAsync(redemption.Id, redemption.Code, member.Id, token));
            }
        }
    }

    // Only what was claimed can be reported on.
    private async Task CheckMessagesAsync(Recount recount, MemberFacts facts, Member member, CancellationToken cancellationToken)
    {
        foreach (var message in facts.Messages.Where(message =>
            message.Status is MessageStatus.Claimed or MessageStatus.Sent or MessageStatus.Unknown))
        {
            var owner = await messages.MemberOfAsync(message.Id, cancellationToken);
            if (Misleads(recount, $"messages/{message.Id}", member, owner))
            {
                recount.Before.Add(token => messages.RestoreAsync(message.Id, member.Id, token));
            }
        }
    }

    private async Task CheckLineAsync(Recount recount, Member member, CancellationToken cancellationToken)
    {
        // Where a timer is to write it anew, it may be any.
        if (member.Hints.Finder is null)
        {
            var line = await finder.WholeAsync(member.Id, cancellationToken);
            recount.IsMislisted = recount.Differs(
                "finder/line", "rows", line is null ? "none, or of several lines" : line.Print() == member.Listed ? "whole" : "another", "whole");
        }
    }

    private static bool Misleads(Recount recount, string row, Member member, MemberId? owner) => recount.Differs(
        row, "member", owner?.ToString(), owner is { } one && member.Numbers.Contains(one) ? one.ToString() : member.Id.ToString());
}
