using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Portal.Redemptions;

/// <summary>
/// Redeems, holds, confirms and cancels, each in the member's one transaction, so that of all tills at once one has the reward. A
/// reward that is redeemed costs two point reads, an insert and that transaction; whatever else is read, is read where the till asks
/// again, is refused, or names the purchase.
/// </summary>
public sealed class RedemptionDesk(
    MemberChanges changes, RedemptionIndex index, RewardCodes codes, PublishedProgram program, IStore store)
{
    public async Task<RedemptionResult> RedeemAsync(RedemptionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await codes.MemberOfAsync(request.Code, cancellationToken) is not { } member)
        {
            return new RedemptionResult.NotFound();
        }

        var isIndexed = false;
        RedemptionResult result = new RedemptionResult.NotFound();
        await changes.ChangeAsync(
            member,
            async (before, now) =>
            {
                if (before is null || await RewardAsync(before, request.Code, cancellationToken) is not { } reward)
                {
                    result = new RedemptionResult.NotFound();
                    return null;
                }

                var versions = await program.VersionsAsync(Math.Max(before.NewestVersion, reward.Version), cancellationToken);
                var today = versions.Newest.DateAt(request.Store, now);
                var decision = Redeeming.Decide(reward, reward.Terms(versions), request, now, today);
                if (decision is RedemptionDecision.Done)
                {
                    decision = isIndexed || !await index.TryAddAsync(request.Id, request.Code, member, cancellationToken)
                        ? await AskedBeforeAsync(request, before.Id, cancellationToken) ?? decision
                        : decision;
                    isIndexed = true;
                }
                else if (decision is RedemptionDecision.Refused)
                {
                    decision = await AskedBeforeAsync(request, before.Id, cancellationToken) ?? decision;
                }

                (result, var change) = await ApplyAsync(before, reward, decision, isNew: true, versions, now, cancellationToken);
                return change;
            },
            cancellationToken);
        return result;
    }

    public Task<RedemptionResult> ConfirmAsync(RedemptionId id, EventId? purchase, CancellationToken cancellationToken) =>
        ChangeAsync(id, (reward, redemption, today, now) => Confirming.Decide(reward, redemption, purchase, now, today), cancellationToken);

    public Task<RedemptionResult> CancelAsync(RedemptionId id, CancellationToken cancellationToken) =>
        ChangeAsync(id, (reward, redemption, _, now) => Cancelling.Decide(reward, redemption, now), cancellationToken);

    private async Task<RedemptionResult> ChangeAsync(
        RedemptionId id, Func<Reward, Redemption, LocalDate, Instant, RedemptionDecision> decide, CancellationToken cancellationToken)
    {
        if (await index.FindAsync(id, cancellationToken) is not var (code, member))
        {
            return new RedemptionResult.NotFound();
        }

        RedemptionResult result = new RedemptionResult.NotFound();
        await changes.ChangeAsync(
            member,
            async (before, now) =>
            {
                var reward = before is null ? null : await RewardAsync(before, code, cancellationToken);
                var redemption = reward?.LastUse is { } last && last.Id == id ? last
                    : before is null ? null
                    : await RedemptionAsync(id, before.Id, cancellationToken);
                if (before is null || reward is null || redemption is null)
                {
                    result = new RedemptionResult.NotFound();
                    return null;
                }

                var versions = await program.VersionsAsync(Math.Max(before.NewestVersion, reward.Version), cancellationToken);
                var decision = decide(reward, redemption, versions.Newest.DateAt(redemption.Store, now), now);
                (result, var change) = await ApplyAsync(before, reward, decision, isNew: false, versions, now, cancellationToken);
                return change;
            },
            cancellationToken);
        return result;
    }

    /// <summary>The result, and what is to be written for it.</summary>
    private async Task<(RedemptionResult Result, MemberChange? Change)> ApplyAsync(
        Member before,
        Reward reward,
        RedemptionDecision decision,
        bool isNew,
        ProgramVersions versions,
        Instant now,
        CancellationToken cancellationToken)
    {
        switch (decision)
        {
            case RedemptionDecision.Refused { Why: var why }:
                return (new RedemptionResult.Refused(why), null);
            case RedemptionDecision.Same { Redemption: var same }:
                return (new RedemptionResult.Done(same, before.Id, false), null);
            case RedemptionDecision.Done done:
                var writes = ImmutableArray<Write>.Empty;
                if (done.Redemption is { Purchase: { } purchase, RedeemedAt: not null, ReopenedAt: null })
                {
                    var used = await new Ledger(store, before.Id, versions.Newest.Currency).UsedOnAsync(before, purchase, cancellationToken);
                    if (used.Used.Length >= UsedReward.MostOnPurchase)
                    {
                        return (new RedemptionResult.Refused(RedemptionRefusal.PurchaseFull), null);
                    }

                    (done, writes) = UseOn(used, before, done, versions, now);
                }

                writes = writes.Add(RedemptionRow.Write(done.Redemption));
                var (after, changed) = done.Reward == reward ? (before, null) : before.With(done.Reward);
                return (
                    new RedemptionResult.Done(done.Redemption, before.Id, isNew),
                    new(after.Seen(now), writes, changed is null ? [] : [new(reward, changed)]));
            default:
                throw new InvalidOperationException($"{decision} is no decision.");
        }
    }

    /// <summary>Notes a reward on the purchase that it is used on; one that has come back already gives it back at once.</summary>
    private static (RedemptionDecision.Done Done, ImmutableArray<Write> Writes) UseOn(
        NamedPurchase purchase, Member before, RedemptionDecision.Done done, ProgramVersions versions, Instant now)
    {
        var use = new UsedReward(done.Redemption.Code, done.Redemption.Id);
        var refunds = purchase.Counted?.Refunds ?? before.History.Waiting.GetValueOrDefault(purchase.Id) ?? Refunds.None;
        if (Reopening.IsDue(purchase.Counted, refunds, versions)
            && Reopening.Decide(done.Reward, use, now, versions.Newest.Today(now)) is { } reopened)
        {
            return (reopened, []);
        }

        // What waits for the purchase is in the member's row until it comes.
        return (done, [RefundsRow.Write(purchase.Id, purchase.Counted?.Refunds ?? Refunds.None, purchase.Used.Add(use))]);
    }

    /// <summary>What became of the same id before; null where nothing did.</summary>
    private async Task<RedemptionDecision?> AskedBeforeAsync(
        RedemptionRequest request, MemberId member, CancellationToken cancellationToken) =>
        await index.FindAsync(request.Id, cancellationToken) is not var (code, _) ? null
        : code != request.Code ? new RedemptionDecision.Refused(RedemptionRefusal.IdUsedForAnotherCode)
        : await RedemptionAsync(request.Id, member, cancellationToken) is { } before ? new RedemptionDecision.Same(before)
        : null;

    // An open or held one is in the member's row.
    private async Task<Reward?> RewardAsync(Member member, RewardCode code, CancellationToken cancellationToken) =>
        member.Rewards.Open.FirstOrDefault(reward => reward.Code == code)
        ?? (await store.ReadAsync(Tables.Members, member.Id.ToString(), MemberKeys.Reward(code), cancellationToken) is { } row
            ? RewardRow.Read(row)
            : null);

    private async Task<Redemption?> RedemptionAsync(RedemptionId id, MemberId member, CancellationToken cancellationToken) =>
        await store.ReadAsync(Tables.Members, member.ToString(), MemberKeys.Redemption(id), cancellationToken) is { } row
            ? RedemptionRow.Read(row)
            : null;
}
