using Loyalty.Domain.Members;
using Loyalty.Domain.Merging;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Functions.Finding;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Merging;

/// <summary>
/// Merges a number into a member: the number stands still, its rows are carried over where nobody sees them yet, and then one
/// transaction of the kept member takes all of it at once. Each step looks whether it is done, so that the same again finishes what a
/// crash cut off, and several at once do no harm (docs/decisions).
/// </summary>
public sealed class MemberMerge(
    IStore store, OpenMerges open, MergePlaces places, MemberChanges changes, FinderRows finder, PublishedProgram program)
{
    private const string Merged = "the number was merged";

    /// <summary>Null once it is done.</summary>
    internal async Task<MergeRefusal?> RunAsync(OpenMerge merge, CancellationToken cancellationToken)
    {
        var why = (await Contention.RetryAsync(() => TryStopAsync(merge, cancellationToken), cancellationToken)).Why;
        if (why is null)
        {
            await CarryAsync(merge, cancellationToken);
            await JoinAsync(merge, cancellationToken);
            await places.StepAsync(
                merge, MergeState.Joining, MergeState.Joined, merged => merged is { IsLeaving: false }, cancellationToken);
            await finder.ForgetAsync(merge.From, cancellationToken);
        }

        await open.CloseAsync(merge, cancellationToken);
        return why;
    }

    /// <summary>From here on nobody else changes the number's member.</summary>
    private async Task<Stopped?> TryStopAsync(OpenMerge merge, CancellationToken cancellationToken)
    {
        var oldRow = await store.ReadMemberAsync(merge.From, cancellationToken);
        var kept = await places.ReadAsync(merge.Into, cancellationToken);
        var old = oldRow is null ? null : MemberRow.Read(oldRow);
        var hasBegun = old?.MergedInto is { } into && into.Into == merge.Into && into.Merge == merge.Id;
        if (old is null || (hasBegun && kept is not null))
        {
            return new(old is null ? MergeRefusal.NoMember : null);
        }

        if (kept is null && !merge.Has(old.MergedInto, MergeState.Joining))
        {
            return new(MergeRefusal.NoMember);
        }

        if (kept is not null && MergeRules.WhyNot(kept, old) is { } why)
        {
            return new(why);
        }

        if (await open.FindAsync(merge.From, cancellationToken) is not { } now || !now.IsSameAs(merge))
        {
            // Another has finished it, and closed it since.
            return new(null);
        }

        // Where the kept member was erased meanwhile, the number lives on.
        var write = MemberRow.Write(oldRow!, kept is null ? null : new MergedInto(merge.Into, merge.Id, MergeState.Joining));
        return await store.CommitAsync(Tables.Members, merge.From.ToString(), [write], cancellationToken) is CommitResult.Committed
            ? new(kept is null ? MergeRefusal.NoMember : null)
            : null;
    }

    private async Task CarryAsync(OpenMerge merge, CancellationToken cancellationToken)
    {
        if (!await MayCarryAsync(await places.ReadAsync(merge.Into, cancellationToken)))
        {
            return;
        }

        var currency = (await program.VersionsAsync(cancellationToken)).Newest.Currency;
        var rows = await store.ReadOthersAsync(merge.From, int.MaxValue, cancellationToken);
        await places.WriteAsync(
            merge.Into, rows.Select(row => Carried(merge, row, currency)).OfType<Write>(), MayCarryAsync, cancellationToken);
        var uses =
            from row in rows
            where row.Key.StartsWith(MemberKeys.RefundsFrom, StringComparison.Ordinal)
            from used in RefundsRow.ReadUsed(row)
            select (RefundsRow.PurchaseOf(row), used);
        await places.NoteUseAsync(merge.Into, uses, MayCarryAsync, cancellationToken);

        async Task<bool> MayCarryAsync(Member? kept) =>
            kept is not null && kept.Merged.All(merged => merged.Id != merge.Id)
            && await places.OldAsync(merge, MergeState.Joining, cancellationToken) is not null;
    }

    /// <summary>What a row of the number is with the kept member; null where it stays where it is.</summary>
    private static Write? Carried(OpenMerge merge, Row row, string currency)
    {
        if (row.Key.StartsWith(MemberKeys.EventsFrom, StringComparison.Ordinal))
        {
            var carried = EventRow.Event(row, currency);
            return new Write.Put(MemberKeys.Event(carried.Id, carried.Member, merge.Into), row.Fields);
        }

        if (row.Key.StartsWith(MemberKeys.RewardsFrom, StringComparison.Ordinal))
        {
            var reward = RewardRow.Read(row);
            return RewardRow.Write(reward with { From = reward.From ?? merge.From });
        }

        if (row.Key.StartsWith(MemberKeys.MessagesFrom, StringComparison.Ordinal)
            && MessageRow.Read(row) is { Status: MessageStatus.Deferred } waited)
        {
            return MessageRow.Write(waited with { Status = MessageStatus.Past, Why = Merged });
        }

        return MovedRows.IsOne(row) ? new Write.Put(row.Key, row.Fields) : null;
    }

    private Task<Member?> JoinAsync(OpenMerge merge, CancellationToken cancellationToken) => changes.ChangeAsync(
        new Attempts(merge.Into, follows: false),
        async (kept, now) =>
        {
            if (kept is null
                || kept.Merged.Any(merged => merged.Id == merge.Id)
                || await places.OldAsync(merge, MergeState.Joining, cancellationToken) is not { } old)
            {
                return null;
            }

            var versions = await program.VersionsAsync(Math.Max(kept.NewestVersion, old.NewestVersion), cancellationToken);
            return new(
                await JoinedAsync(merge, kept, old, versions, now, cancellationToken),
                [new MergeRow(merge.Id, merge.From, now, merge.By, merge.Reason).Write()]);
        },
        cancellationToken);

    private async Task<Member> JoinedAsync(
        OpenMerge merge, Member kept, Member old, ProgramVersions versions, Instant now, CancellationToken cancellationToken)
    {
        var ledger = new Ledger(store, kept.Id, versions.Newest.Currency);
        var joint = Domain.Purchases.JointLedger.Of(await ledger.AllAsync([.. kept.Numbers, .. old.Numbers], cancellationToken));
        return Joining.Join(versions, kept, old, joint.History, merge.Id, merge.By, merge.Reason, now);
    }

    private sealed record Stopped(MergeRefusal? Why);
}
