using Loyalty.Domain.Members;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Portal.Pages.Cards;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Sending.Templates;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Loyalty.Templates;

namespace Loyalty.Functions.Portal.Cards;

/// <summary>Gathers what a member's card shows: the member's row says all but which rewards are no longer open.</summary>
public sealed class CardReader(IStore store, PublishedProgram program, LetterTemplates templates)
{
    internal async Task<CardView> ReadAsync(LinkVisit visit, Member member, CancellationToken cancellationToken)
    {
        var rewards = new List<Reward>();
        await foreach (var row in store.ReadRangeAsync(
            Tables.Members, member.Id.ToString(), MemberKeys.RewardsFrom, MemberKeys.RewardsBelow, cancellationToken))
        {
            if (RewardRow.Read(row) is var reward && member.Has(reward))
            {
                rewards.Add(reward);
            }
        }

        var newest = rewards.Select(reward => reward.Version).Append(member.NewestVersion).Max();
        var versions = await program.VersionsAsync(newest, cancellationToken);
        var today = versions.Newest.Today(visit.Now);
        var standing = Standing.Evaluate(versions, member.History, today);
        var byState = rewards.ToLookup(reward => reward.StatusAt(visit.Now, today) == RewardStatus.Open);
        return new CardView
        {
            Now = visit.Now,
            Member = member,
            Versions = versions,
            Standing = standing,
            Next = Progress.ToNext(standing),
            Keep = Progress.ToKeep(versions, member.History, standing),
            Open = [.. byState[true].OrderBy(reward => reward.ExpiresOn).ThenBy(reward => reward.IssuedAt)],
            Past = [.. byState[false].OrderByDescending(reward => reward.ExpiresOn).ThenByDescending(reward => reward.IssuedAt)],
            Texts = visit.Texts.Card,
            Format = templates.Format(visit.Texts.LocaleOf(member.Profile.Locale)),
        };
    }

    /// <summary>How dates are written on the other pages of the card.</summary>
    internal LocaleFormat Format(LinkVisit visit) => templates.Format(visit.Texts.LocaleOf(visit.Member?.Profile.Locale));
}
