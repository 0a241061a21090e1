using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Merging;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Merging;

/// <summary>
/// The two partitions of a merge: reads them, and writes into one of them while the other is as it has to be. The row that is to be
/// changed is read first and the other one after it; so who was overtaken by another that does the same finds its row changed.
/// </summary>
public sealed class MergePlaces(IStore store, PublishedProgram program, IClock clock)
{
    private const int RowsAtOnce = 90;
    private const long BytesAtOnce = StoreLimits.BytesPerCommit / 2;

    /// <summary>A member under their own number, wherever they were merged into; null where there is none.</summary>
    internal async Task<Member?> ReadAsync(MemberId member, CancellationToken cancellationToken) =>
        await store.ReadMemberAsync(member, cancellationToken) is { } row ? MemberRow.Read(row) : null;

    /// <summary>The number's member, where it is as far as that on the way of this merge; else null.</summary>
    internal async Task<Member?> OldAsync(OpenMerge merge, MergeState state, CancellationToken cancellationToken) =>
        await ReadAsync(merge.From, cancellationToken) is { } old && merge.Has(old.MergedInto, state) ? old : null;

    /// <summary>What the kept member knows of the merge; null where that is nothing.</summary>
    internal async Task<MergedNumber?> MergedAsync(OpenMerge merge, CancellationToken cancellationToken) =>
        (await ReadAsync(merge.Into, cancellationToken))?.Merged.FirstOrDefault(merged => merged.Id == merge.Id);

    /// <summary>Takes the number a step on, where it is one step before and the kept member is as it has to be.</summary>
    internal Task StepAsync(
        OpenMerge merge, MergeState before, MergeState after, Func<MergedNumber?, bool> mayGoOn, CancellationToken cancellationToken) =>
        ChangeAsync(
            merge.From,
            async row => merge.Has(MemberRow.MergedIntoOf(row), before) && mayGoOn(await MergedAsync(merge, cancellationToken))
                ? [MemberRow.Write(row, new MergedInto(merge.Into, merge.Id, after))]
                : null,
            cancellationToken);

    /// <summary>Writes rows beside a member's, as many at once as a transaction takes, for as long as it is the time for it.</summary>
    /// <param name="mayGoOn">Asked with the member as they are, before each transaction.</param>
    internal async Task WriteAsync(
        MemberId member, IEnumerable<Write> writes, Func<Member, Task<bool>> mayGoOn, CancellationToken cancellationToken)
    {
        foreach (var batch in Cut(member, writes))
        {
            await ChangeAsync(
                member,
                async row => await mayGoOn(MemberRow.Read(row))
                    ? [new Write.Replace(MemberKeys.Member, row.Fields, row.ETag), .. batch]
                    : null,
                cancellationToken);
        }
    }

    /// <summary>Notes rewards on the purchases that they are used on.</summary>
    internal async Task NoteUseAsync(
        MemberId member,
        IEnumerable<(EventId Purchase, UsedReward Used)> uses,
        Func<Member, Task<bool>> mayGoOn,
        CancellationToken cancellationToken)
    {
        foreach (var ofPurchase in uses.GroupBy(use => use.Purchase, use => use.Used))
        {
            await ChangeAsync(
                member,
                async row =>
                {
                    if (!await mayGoOn(MemberRow.Read(row)))
                    {
                        return null;
                    }

                    var refunds = await store.ReadAsync(
                        Tables.Members, member.ToString(), MemberKeys.Refunds(ofPurchase.Key), cancellationToken);
                    ImmutableArray<UsedReward> used = [.. RefundsRow.ReadUsed(refunds).Union(ofPurchase)];
                    return
                    [
                        new Write.Replace(MemberKeys.Member, row.Fields, row.ETag),
                        RefundsRow.Write(ofPurchase.Key, RefundsRow.Read(refunds), used),
                    ];
                },
                cancellationToken);
        }
    }

    /// <summary>One transaction on a member's partition, again where another wrote meanwhile; the first write is the member's.</summary>
    /// <param name="change">Null where nothing is to be written.</param>
    internal Task ChangeAsync(MemberId member, Func<Row, Task<IReadOnlyList<Write>?>> change, CancellationToken cancellationToken) =>
        Contention.RetryAsync(
            async () => await store.ReadMemberAsync(member, cancellationToken) is not { } row
                || await change(row) is not { } writes
                    ? CommitResult.Committed.Instance
                    : await store.CommitAsync(Tables.Members, member.ToString(), writes, cancellationToken) as CommitResult.Committed,
            cancellationToken);

    /// <summary>The member's row where nothing follows from what changes.</summary>
    internal async Task<Write> WriteOf(Row before, Member after, CancellationToken cancellationToken)
    {
        var versions = await program.VersionsAsync(after.NewestVersion, cancellationToken);
        var today = versions.Newest.Today(clock.GetCurrentInstant());
        return MemberRow.Write(before, after, Standing.Evaluate(versions, after.History, today));
    }

    private static IEnumerable<IReadOnlyList<Write>> Cut(MemberId member, IEnumerable<Write> writes)
    {
        var (batch, bytes) = (new List<Write>(), 0L);
        foreach (var write in writes)
        {
            var size = StoreLimits.BytesOf(member.ToString(), write);
            if (batch.Count > 0 && (batch.Count == RowsAtOnce || bytes + size > BytesAtOnce))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(write);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
