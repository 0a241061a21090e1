using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Members;
using Loyalty.Functions.Portal.Links;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Loyalty.Functions.Sending;

/// <summary>Gathers what a claimed message is written from, and writes it.</summary>
public sealed class LetterDesk(IStore store, LetterWriter writer, SealedLinks links, ILogger<LetterDesk> logger)
{
    internal async Task<Letter> WriteAsync(
        Claim claim, Judgement judgement, ProgramVersions versions, Instant now, CancellationToken cancellationToken)
    {
        var member = judgement.After;
        var asksFeedback = claim.Occasion.Kind == MessageKind.ThankYou
            && judgement.Standing.Version.Program.Messages?.ThankYou is { AskFeedback: true };
        try
        {
            return new(claim, writer.Write(new LetterRequest(
                claim.Occasion,
                member,
                judgement.Standing,
                versions,
                RewardOf(claim, judgement, now),
                claim.Occasion.Kind == MessageKind.Answer ? await AnswerAsync(claim, member.Id.ToString(), cancellationToken) : null,
                links.Unsubscribe(member.Id, claim.Id),
                asksFeedback ? links.Feedback(member.Id, claim.Id, now) : null,
                now)));
        }
        catch (Exception exception) when (exception is not (StoreUnavailableException or OperationCanceledException))
        {
            logger.WritingFailed(exception, claim.Occasion.Kind);
            return new(claim, null);
        }
    }

    /// <summary>The reward that the message brings or is about; with a new tier, the one that is given for it, where it is there
    /// already.</summary>
    private static Reward? RewardOf(Claim claim, Judgement judgement, Instant now)
    {
        var key = RewardKey.Tier(judgement.Standing.Tier.Id);
        return judgement.After.Rewards.Open.LastOrDefault(reward => claim.Occasion.Kind == MessageKind.TierUpgrade
            ? reward.Key == key && reward.StatusAt(now, judgement.Standing.Date) == RewardStatus.Open
            : reward.Code == claim.Reward);
    }

    /// <summary>The words of the answer, in the row of the complaint that it is to.</summary>
    private async Task<string> AnswerAsync(Claim claim, string member, CancellationToken cancellationToken)
    {
        var feedback = PendingAnswer.FeedbackOf(claim.Occasion);
        var row = await store.ReadAsync(Tables.Members, member, MemberKeys.Feedback(feedback), cancellationToken);
        return row is not null && FeedbackRow.Read(row).AnswerOf(claim.Occasion) is { } answer
            ? answer.Text
            : throw new InvalidOperationException("The answer is no longer there.");
    }
}
