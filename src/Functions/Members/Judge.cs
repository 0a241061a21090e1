using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Due;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using NodaTime;

namespace Loyalty.Functions.Members;

/// <summary>Decides what follows for a member, whatever it was that happened: first the rewards, then, knowing them, the messages,
/// then when to look again.</summary>
public sealed class Judge(RewardCodes codes)
{
    // For rows of messages, and the gifts that go with them.
    private const int RoomForMessages = 36;

    /// <param name="turn">Of the timer that looks; null where something else happened to the member.</param>
    /// <param name="writes">How many rows are written beside.</param>
    internal async Task<Judgement> DecideAsync(
        Attempts attempts,
        Member member,
        ProgramVersions versions,
        Turn? turn,
        Instant now,
        int writes,
        CancellationToken cancellationToken)
    {
        var today = versions.Newest.Today(now);
        var onLast = Standing.Evaluate(versions, member.History, LocalDate.Max(today, member.History.LastDate ?? today));
        var onToday = onLast.Date == today ? onLast : Standing.Evaluate(versions, member.History, today);
        var drawn = 0;

        var room = Math.Max(0, StoreLimits.OperationsPerCommit - 1 - writes - RoomForMessages);
        var changes = Reconcile.Decide(onLast, member.Rewards, today, room);
        var issued = new List<Reward>(changes.Issue.Length);
        foreach (var due in changes.Issue)
        {
            issued.Add(due.Issue(await CodeAsync(), now, today));
        }

        var after = member with
        {
            Rewards = Reconcile.Apply(member.Rewards, changes, issued, today),
            JudgedBy = versions.Published[^1].Number,
        };
        var decision = Messaging.Decide(versions, after, onToday, now, turn);
        var given = new List<Reward>(decision.Gifts.Length);
        foreach (var gift in decision.Gifts)
        {
            given.Add(gift.Issue(await CodeAsync(), now, today));
            decision = gift.WithClaim ? decision.WithCode(given[^1].Code) : decision;
        }

        after = after with
        {
            Outreach = decision.State,
            Rewards = after.Rewards with { Open = [.. after.Rewards.Open.Except(decision.Revoke), .. given] },
        };
        var next = given.Count > 0 && decision.Claimed is null
            ? Messaging.Decide(versions, after, onToday, now, turn: null).Next
            : decision.Next;
        if (RewardSchedule.NextAt(versions, after, onToday) is { } at)
        {
            next = next.NoLaterThan(Sweep.TierRewards, at);
        }

        var hints = HintPlan.Of(member.Hints, next, turn?.Sweep, now, attempts.Hinted);
        return new(
            after with { Hints = hints.Stand },
            onToday,
            [.. issued, .. given, .. changes.Revoke.AddRange(decision.Revoke).Select(reward => reward with { RevokedAt = now })],
            decision.Changes,
            decision.Claimed,
            hints.Leave,
            (changes.Owed > 0 && issued.Count > 0) || changes.Revoke.Length == room);

        // In the order in which they were drawn, whichever attempt did.
        async ValueTask<RewardCode> CodeAsync()
        {
            if (drawn == attempts.Codes.Count)
            {
                attempts.Codes.AddRange(await codes.DrawAsync(
                    attempts.Member, Math.Max(1, changes.Issue.Length - drawn), cancellationToken));
            }

            return attempts.Codes[drawn++];
        }
    }
}
