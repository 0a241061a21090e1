using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Portal.Complaints;

/// <summary>Records an answer, its reward and that it is to be mailed, all in the member's one transaction, so that two at once give
/// one reward.</summary>
public sealed class AnswerDesk(
    MemberChanges changes, ComplaintList complaints, MessageRows messages, PublishedProgram program, RewardCodes codes, IStore store)
{
    /// <param name="reward">The reward's id in the program; null for none.</param>
    /// <param name="by">The name of the key that it came with.</param>
    internal async Task<AnswerResult> AnswerAsync(
        MessageId message, string text, string? reward, string by, Instant now, CancellationToken cancellationToken)
    {
        if (await messages.MemberOfAsync(message, cancellationToken) is not { } member)
        {
            return new AnswerResult.NoFeedback();
        }

        var gift = reward is null ? null : new StaffGift(program, codes, RewardKey.Answer(message.ToString()), reward);
        AnswerResult result = new AnswerResult.NoFeedback();
        await changes.ChangeAsync(
            member,
            async (before, _) =>
            {
                var key = MemberKeys.Feedback(message);
                if (before is null
                    || await store.ReadAsync(Tables.Members, before.Id.ToString(), key, cancellationToken) is not { } row)
                {
                    result = new AnswerResult.NoFeedback();
                    return null;
                }

                var feedback = FeedbackRow.Read(row);
                switch (Answering.Decide(feedback, text, reward))
                {
                    case Answering.Given { Entry: var entry }:
                        result = new AnswerResult.Given(before, feedback, entry);
                        return null;
                    case Answering.Refused refused:
                        result = new AnswerResult.Refused(refused);
                        return null;
                }

                var (known, given) = (before, (Reward?)null);
                if (gift is not null)
                {
                    if (await gift.GiveAsync(before, now, cancellationToken) is not var (after, issued, _))
                    {
                        result = new AnswerResult.NoReward();
                        return null;
                    }

                    (known, given) = (after, issued);
                }

                var answer = new Answer(text, feedback.After(now), by, reward, given?.Code);
                await complaints.AnswerAsync(member, message, answer.At, cancellationToken);
                feedback = feedback.With(answer);
                known = Answered(known, feedback, answer);
                result = new AnswerResult.Given(known, feedback, feedback.Last);
                return new(known, [FeedbackRow.Write(feedback)], given is null ? [] : [new(null, given)]);
            },
            cancellationToken);

        if (result is AnswerResult.Given { Entry.OpenedAt: { } openedAt })
        {
            // For one that was recorded before, too: whoever did it may have got no farther.
            await complaints.CloseAsync(message, openedAt, cancellationToken);
        }

        return result;
    }

    private static Member Answered(Member before, Feedback feedback, Answer answer)
    {
        var state = feedback.In(before.Outreach);
        return before with
        {
            Outreach = state with { Answers = state.Answers.Add(new(feedback.Message, answer.At, answer.Code)) },
        };
    }
}
