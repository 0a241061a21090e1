using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Functions.Due;
using Loyalty.Functions.Finding;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using NodaTime;

namespace Loyalty.Functions.Members;

/// <summary>Decides what follows for a member, whatever it was that happened: first the rewards, then, knowing them, the messages,
/// then when to look again.</summary>
public sealed class Judge(RewardCodes codes, Budgets budgets)
{
    // For rows of messages, and the gifts that go with them.
    private const int RoomForMessages = 36;

    private static readonly Duration ListedWithin = Duration.FromMinutes(10);

    /// <param name="turn">Of the timer that looks to send; null where something else happened to the member.</param>
    /// <param name="own">The sweep whose hint has come due and is taken out afterwards; null where something else happened to the member.
    /// </param>
    internal async Task<Judgement> DecideAsync(
        Attempts attempts,
        MemberChange change,
        ProgramVersions versions,
        Turn? turn,
        Instant now,
        CancellationToken cancellationToken,
        Sweep? own = null)
    {
        var member = change.After;
        var today = versions.Newest.Today(now);
        var onLast = Standing.Evaluate(versions, member.History, LocalDate.Max(today, member.History.LastDate ?? today));
        var onToday = onLast.Date == today ? onLast : Standing.Evaluate(versions, member.History, today);

        var writes = change.Writes.Length + change.Rewards.Length;
        var room = Math.Max(0, StoreLimits.OperationsPerCommit - 1 - writes - RoomForMessages);
        var changes = Reconcile.Decide(onLast, member.Rewards, now, today, room);
        var issuance = new Issuance(attempts, member, codes, budgets, now, today, changes.Issue.Length, cancellationToken);
        foreach (var due in changes.Issue)
        {
            await issuance.IssueAsync(due);
        }

        var after = member with
        {
            Rewards = Reconcile.Apply(member.Rewards, changes, issuance.Issued, issuance.Withheld, versions, now),
            JudgedBy = versions.Published[^1].Number,
        };
        var decision = Messaging.Decide(versions, after, onToday, now, turn);
        var given = new List<Reward>(decision.Gifts.Length);
        foreach (var gift in decision.Gifts)
        {
            if (await issuance.IssueAsync(gift) is { } reward)
            {
                given.Add(reward);
                decision = gift.WithClaim ? decision.WithCode(reward.Code) : decision;
            }
        }

        after = after with
        {
            Outreach = decision.State,
            Rewards = after.Rewards.Without(decision.Revoke).Given(given, versions, today).Withholding(issuance.Withheld),
        };
        var next = given.Count > 0 && decision.Claimed is null
            ? Messaging.Decide(versions, after, onToday, now, turn: null).Next
            : decision.Next;
        next = WithOthers(versions, after, onToday, next, now);
        if (FinderLine.Of(after, onToday).Print() != after.Listed)
        {
            // Some minutes later, so that many purchases are one line to write.
            next = next.NoLaterThan(Sweep.Finder, now + ListedWithin);
        }

        var hints = HintPlan.Of(member.Hints, next, own, attempts.Hinted);
        var revoked = changes.Revoke.AddRange(decision.Revoke).Select(reward => new WrittenReward(reward, reward.Revoke(now))).ToList();
        return new(
            after with { Hints = hints.Stand },
            onToday,
            [
                .. change.Rewards.Where(written => revoked.TrueForAll(other => other.After.Code != written.After.Code)),
                .. issuance.Issued.Concat(given).Select(reward => new WrittenReward(null, reward)),
                .. revoked,
            ],
            [.. issuance.Withheld],
            decision.Changes,
            decision.Claimed,
            hints.Leave,
            (changes.Owed > 0 && issuance.Issued.Count > 0) || changes.Revoke.Length == room);
    }

    /// <summary>When each timer has to look at a member to whom nothing happens, but for the line under which staff find them.</summary>
    internal static Looks Next(ProgramVersions versions, Member member, Standing onToday, Instant now) => WithOthers(
        versions, member, onToday, Messaging.Decide(versions, member, onToday, now, turn: null).Next, now);

    private static Looks WithOthers(ProgramVersions versions, Member member, Standing onToday, Looks messages, Instant now)
    {
        var next = messages;
        if (RewardSchedule.NextAt(versions, member, onToday) is { } at)
        {
            next = next.NoLaterThan(Sweep.TierRewards, at);
        }

        if (member.History.LastDate > onToday.Date)
        {
            // A till's day may be ahead of the program's, and what it has sold counts from its date on.
            var date = member.History.DatesFrom(onToday.Date.PlusDays(1)).First();
            next = next.NoLaterThan(Sweep.TierRewards, versions.Newest.StartOf(date));
        }

        return Retention.EndsAt(versions, member, now) is { } end ? next.NoLaterThan(Sweep.Erasures, end) : next;
    }
}
