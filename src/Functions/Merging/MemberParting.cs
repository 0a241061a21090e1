using Loyalty.Domain.Members;
using Loyalty.Domain.Merging;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Functions.Merging;

/// <summary>
/// Undoes a merge: the number stands still, one transaction of the kept member gives all of it up, its rows are carried back as they
/// are by then and taken out here, and then it lives again. As with a merge, the same again finishes it.
/// </summary>
public sealed class MemberParting(
    IStore store, OpenMerges open, MergePlaces places, MemberChanges changes, PublishedProgram program)
{
    private const int DeletedAtOnce = 90;

    /// <summary>Null once it is done.</summary>
    internal async Task<MergeRefusal?> RunAsync(OpenMerge merge, CancellationToken cancellationToken)
    {
        await places.StepAsync(
            merge, MergeState.Joined, MergeState.Leaving, merged => merged is { IsLeaving: false }, cancellationToken);
        var why = await LeaveAsync(merge, cancellationToken);
        if (why is null)
        {
            await TakeBackAsync(merge, cancellationToken);
            await TidyAsync(merge, cancellationToken);
            await ReviveAsync(merge, cancellationToken);
        }
        else
        {
            await places.StepAsync(
                merge, MergeState.Leaving, MergeState.Joined, merged => merged is { IsLeaving: false }, cancellationToken);
        }

        await open.CloseAsync(merge, cancellationToken);
        return why;
    }

    private async Task<MergeRefusal?> LeaveAsync(OpenMerge merge, CancellationToken cancellationToken)
    {
        MergeRefusal? why = null;
        await changes.ChangeAsync(
            new Attempts(merge.Into, follows: false),
            async (kept, now) =>
            {
                why = null;
                if (kept?.Merged.FirstOrDefault(one => one.Id == merge.Id) is not { IsLeaving: false } merged
                    || await places.OldAsync(merge, MergeState.Leaving, cancellationToken) is not { } old)
                {
                    return null;
                }

                why = MergeRules.WhyNotUndo(kept, merge.Id)
                    ?? (await HasComplaintAsync(merge, kept, cancellationToken) ? MergeRefusal.OpenComplaint : null);
                if (why is not null)
                {
                    return null;
                }

                var versions = await program.VersionsAsync(kept.NewestVersion, cancellationToken);
                var ledger = new Ledger(store, kept.Id, versions.Newest.Currency);
                var remaining = await ledger.AllAsync([.. kept.Numbers.Except(merged.Numbers)], cancellationToken);
                var then = (await RewardsAsync(merge.From, cancellationToken)).ToDictionary(reward => reward.Code);
                var taken = (await RewardsAsync(kept.Id, cancellationToken)).Where(merged.Has).Select(reward => (reward, then[reward.Code]));
                var row = await store.ReadAsync(Tables.Members, kept.Id.ToString(), MemberKeys.Merge(merge.Id), cancellationToken);
                return new(
                    Leaving.Leave(kept, merged, old, JointLedger.Of(remaining), taken),
                    [(MergeRow.Read(row!) with { UndoneAt = now, UndoneBy = merge.By }).Write()]);
            },
            cancellationToken);
        return why;
    }

    /// <summary>Whether somebody waits for an answer, or an answer for its letter, that is about a message to the number.</summary>
    private async Task<bool> HasComplaintAsync(OpenMerge merge, Member kept, CancellationToken cancellationToken)
    {
        foreach (var message in kept.Outreach.Complaints.Concat(kept.Outreach.Answers.Select(answer => answer.Feedback)))
        {
            if (await store.ReadAsync(Tables.Members, merge.From.ToString(), MemberKeys.Message(message), cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Carries the number's rows back, as they have become, and last what its member's row says of them.</summary>
    private async Task TakeBackAsync(OpenMerge merge, CancellationToken cancellationToken)
    {
        if (await places.OldAsync(merge, MergeState.Leaving, cancellationToken) is null
            || await places.ReadAsync(merge.Into, cancellationToken) is not { } kept
            || kept.Merged.FirstOrDefault(one => one.Id == merge.Id) is not { IsLeaving: true } merged)
        {
            return;
        }

        var currency = (await program.VersionsAsync(cancellationToken)).Newest.Currency;
        var rows = await store.ReadOthersAsync(merge.Into, int.MaxValue, cancellationToken);
        var before = (await store.ReadOthersAsync(merge.From, int.MaxValue, cancellationToken)).ToDictionary(row => row.Key);
        var rewards = rows.Where(row => Is(row, MemberKeys.RewardsFrom)).Select(RewardRow.Read).Where(merged.Has).ToList();
        var codes = rewards.Select(reward => reward.Code).ToHashSet();
        await places.WriteAsync(
            merge.From, rows.Select(row => Returned(merge, merged, row, before, codes, currency)).OfType<Write>(), MayReturnAsync, cancellationToken);
        var uses =
            from reward in rewards
            let use = reward.LastUse
            where use is { Purchase: not null, RedeemedAt: not null }
            select (use.Purchase!.Value, new UsedReward(reward.Code, use.Id));
        await places.NoteUseAsync(merge.From, uses, MayReturnAsync, cancellationToken);
        await places.ChangeAsync(
            merge.From,
            async row =>
            {
                var old = MemberRow.Read(row);
                return await MayReturnAsync(old)
                    ? [await places.WriteOf(
                        row,
                        Leaving.TakeBack(old, kept, merged, rewards) with { MergedInto = new(merge.Into, merge.Id, MergeState.Left) },
                        cancellationToken)]
                    : null;
            },
            cancellationToken);

        async Task<bool> MayReturnAsync(Member old) =>
            merge.Has(old.MergedInto, MergeState.Leaving)
            && await places.MergedAsync(merge, cancellationToken) is { IsLeaving: true };
    }

    /// <summary>What a row of the kept member is with the number; null where it does not concern it.</summary>
    private static Write? Returned(
        OpenMerge merge, MergedNumber merged, Row row, Dictionary<string, Row> before, HashSet<RewardCode> codes, string currency)
    {
        if (Is(row, MemberKeys.EventsFrom))
        {
            var carried = EventRow.Event(row, currency);
            return merged.Numbers.Contains(carried.Member)
                ? new Write.Put(MemberKeys.Event(carried.Id, carried.Member, merge.From), row.Fields)
                : null;
        }

        if (Is(row, MemberKeys.RewardsFrom))
        {
            var reward = RewardRow.Read(row);
            return codes.Contains(reward.Code) ? RewardRow.Write(reward.Returned(merge.From)) : null;
        }

        if (Is(row, MemberKeys.RedemptionsFrom))
        {
            return codes.Contains(RedemptionRow.Read(row).Code) ? new Write.Put(row.Key, row.Fields) : null;
        }

        if (Is(row, MemberKeys.FeedbacksFrom))
        {
            var message = MemberKeys.Message(MessageId.Parse(row.Key[MemberKeys.FeedbacksFrom.Length..]));
            return before.ContainsKey(message) ? new Write.Put(row.Key, row.Fields) : null;
        }

        // What waited then waits again, for all that the copy says.
        return Is(row, MemberKeys.MessagesFrom)
            && before.GetValueOrDefault(row.Key) is { } then && MessageRow.Read(then).Status != MessageStatus.Deferred
                ? new Write.Put(row.Key, row.Fields)
                : null;
    }

    /// <summary>Takes out what was the number's, and with the last of it what is known of the merge.</summary>
    private async Task TidyAsync(OpenMerge merge, CancellationToken cancellationToken)
    {
        var currency = (await program.VersionsAsync(cancellationToken)).Newest.Currency;
        var theirs = (await store.ReadOthersAsync(merge.From, int.MaxValue, cancellationToken)).Where(MovedRows.IsOne).Select(row => row.Key).ToHashSet();
        for (var isLast = false; !isLast;)
        {
            await places.ChangeAsync(
                merge.Into,
                async row =>
                {
                    isLast = true;
                    var kept = MemberRow.Read(row);
                    if (kept.Merged.FirstOrDefault(one => one.Id == merge.Id) is not { IsLeaving: true } merged
                        || await places.OldAsync(merge, MergeState.Left, cancellationToken) is null)
                    {
                        return null;
                    }

                    var left = (await store.ReadOthersAsync(merge.Into, int.MaxValue, cancellationToken))
                        .Where(other => theirs.Contains(other.Key) || IsEventOf(other, merged, currency))
                        .Take(DeletedAtOnce)
                        .Select(other => new Write.Delete(other.Key, other.ETag))
                        .ToList();
                    isLast = left.Count < DeletedAtOnce;
                    return
                    [
                        isLast
                            ? await places.WriteOf(row, kept with { Merged = kept.Merged.Remove(merged) }, cancellationToken)
                            : new Write.Replace(MemberKeys.Member, row.Fields, row.ETag),
                        .. left,
                    ];
                },
                cancellationToken);
        }
    }

    private Task<Member?> ReviveAsync(OpenMerge merge, CancellationToken cancellationToken) => changes.ChangeAsync(
        new Attempts(merge.From, follows: false),
        async (old, now) =>
        {
            if (old is null || !merge.Has(old.MergedInto, MergeState.Left) || await places.MergedAsync(merge, cancellationToken) is not null)
            {
                return null;
            }

            var versions = await program.VersionsAsync(old.NewestVersion, cancellationToken);
            var ledger = new Ledger(store, old.Id, versions.Newest.Currency);
            return new(Leaving.Revive(versions, old, JointLedger.Of(await ledger.AllAsync(old.Numbers, cancellationToken)), now), []);
        },
        cancellationToken);

    private async Task<IReadOnlyList<Reward>> RewardsAsync(MemberId member, CancellationToken cancellationToken)
    {
        var rewards = new List<Reward>();
        await foreach (var row in store.ReadRangeAsync(
            Tables.Members, member.ToString(), MemberKeys.RewardsFrom, MemberKeys.RewardsBelow, cancellationToken))
        {
            rewards.Add(RewardRow.Read(row));
        }

        return rewards;
    }

    private static bool IsEventOf(Row row, MergedNumber merged, string currency) =>
        Is(row, MemberKeys.EventsFrom) && merged.Numbers.Contains(EventRow.Event(row, currency).Member);

    private static bool Is(Row row, string from) => row.Key.StartsWith(from, StringComparison.Ordinal);
}
