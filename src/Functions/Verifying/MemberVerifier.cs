using Loyalty.Domain.Members;
using Loyalty.Domain.Merging;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Merging;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Loyalty.Functions.Verifying;

/// <summary>Recomputes a member from the facts in their partition and holds all that is stored to it. Others may write meanwhile: what is
/// read is of one moment, and what differs is looked at once more before it is told.</summary>
public sealed class MemberVerifier(
    IStore store, IndexCheck indexes, OpenMerges merges, ErasedMarks erased, PublishedProgram program, IClock clock,
    ILogger<MemberVerifier> logger)
{
    // Whoever has written one of two tables has written the other by then.
    private static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(50);

    internal async Task<IReadOnlyList<Difference>> FindAsync(MemberId member, CancellationToken cancellationToken)
    {
        try
        {
            var first = await LookAsync(member, cancellationToken);
            if (first.Count == 0)
            {
                return first;
            }

            await Task.Delay(SecondLook, cancellationToken);
            return [.. (await LookAsync(member, cancellationToken)).Where(first.Contains)];
        }
        catch (Exception exception) when (exception is not (StoreUnavailableException or OperationCanceledException))
        {
            // One that cannot be looked at must not keep the others from it.
            logger.VerifyingFailed(exception);
            return [new(member.ToString(), MemberKeys.Member, "row", $"cannot be checked: {exception.GetType().Name}", "a member")];
        }
    }

    /// <summary>The member as the facts have them; null where nothing is to be held to anything: nobody is there, or the number is on its
    /// way into another member.</summary>
    internal async Task<Recount?> RecountAsync(MemberFacts facts, CancellationToken cancellationToken)
    {
        if (await merges.FindAsync(facts.Id, cancellationToken) is not null
            || (facts.Member is { } row && MemberRow.IsErasing(row))
            || (facts.Member is null && (facts.Events.IsEmpty || await erased.FindAsync(facts.Id, cancellationToken) is not null)))
        {
            return null;
        }

        var recount = Read(facts);
        var isAlone = facts.Member is not null || facts.Events.All(dated => dated.Event.Member == facts.Id);
        recount.IsMendable &= facts.Unreadable.Count == 0 && isAlone;
        foreach (var key in facts.Unreadable)
        {
            recount.Differs(key, "row", Recount.Unreadable, "as it was written");
        }

        recount.Differs(MemberKeys.Member, "row", facts.Member is null ? null : "there", "there");
        if (!recount.IsMendable)
        {
            return recount;
        }

        if (recount.Stored.MergedInto is { } into)
        {
            await CheckMergedAsync(recount, into, cancellationToken);
            return recount;
        }

        await CheckNumbersAsync(recount, cancellationToken);
        var now = clock.GetCurrentInstant();
        var versions = await program.VersionsAsync(recount.Stored.NewestVersion, cancellationToken);
        LedgerCheck.Check(recount, facts);
        RewardCheck.Check(recount, facts, await WithheldElsewhereAsync(recount.Stored, cancellationToken), versions, now);
        OutreachCheck.Check(recount, facts);
        if (facts.Member is { } stored)
        {
            StandingCheck.Check(recount, stored, versions, now);
        }

        await indexes.CheckAsync(recount, facts, cancellationToken);
        return recount;
    }

    internal async Task<MemberFacts?> ReadAsync(MemberId member, CancellationToken cancellationToken) => await MemberFacts.ReadAsync(
        store, member, (await program.VersionsAsync(cancellationToken)).Newest.Currency, cancellationToken);

    private async Task<IReadOnlyList<Difference>> LookAsync(MemberId member, CancellationToken cancellationToken)
    {
        return await Contention.RetryAsync(TryAsync, cancellationToken);

        async Task<IReadOnlyList<Difference>?> TryAsync()
        {
            if (await ReadAsync(member, cancellationToken) is not { } facts)
            {
                return null;
            }

            var recount = await RecountAsync(facts, cancellationToken);
            var after = await store.ReadAsync(Tables.Members, member.ToString(), MemberKeys.Member, cancellationToken);
            return after?.ETag == facts.Member?.ETag ? recount?.Differences ?? [] : null;
        }
    }

    /// <summary>What is derived may be damaged beyond reading; the rest of the row is derived from nothing.</summary>
    private static Recount Read(MemberFacts facts)
    {
        if (facts.Member is not { } row)
        {
            return new(new Member { Id = facts.Id });
        }

        var rewards = LedgerCheck.Try(() => MemberRow.RewardsOf(row));
        var member = LedgerCheck.Try(() => MemberRow.Read(
            row, LedgerCheck.Try(() => MemberRow.HistoryOf(row)) ?? History.Empty, rewards ?? MemberRewards.None));
        var recount = new Recount(member ?? new Member { Id = facts.Id }) { IsMendable = member is not null };
        recount.Differs(MemberKeys.Member, "outreach", member is null ? Recount.Unreadable : "readable", "readable");
        recount.Differs(MemberKeys.Member, "rewards", rewards is null ? Recount.Unreadable : "readable", "readable");
        return recount;
    }

    private async Task CheckMergedAsync(Recount recount, MergedInto into, CancellationToken cancellationToken)
    {
        var (kept, row) = await store.FindMemberAsync(recount.Stored.Id, toChange: false, cancellationToken);
        var knows = row is not null && MemberRow.Read(row, History.Empty, MemberRewards.None).Numbers.Contains(recount.Stored.Id);
        recount.Differs(MemberKeys.Member, "mergedInto", knows ? kept.ToString() : $"{into.Into}, who does not know of it", kept.ToString());
        recount.IsMendable = knows;
        await indexes.CheckMergedAsync(recount, cancellationToken);
    }

    private async Task CheckNumbersAsync(Recount recount, CancellationToken cancellationToken)
    {
        foreach (var merged in recount.Stored.Merged.Where(merged => !merged.IsLeaving))
        {
            var row = await store.ReadMemberAsync(merged.From, cancellationToken);
            var into = row is null ? null : MemberRow.MergedIntoOf(row);
            recount.Differs(MemberKeys.Member, $"merged {merged.Id}", into?.Into.ToString(), recount.Stored.Id.ToString());
        }
    }

    private async Task<IReadOnlyList<WithheldReward>> WithheldElsewhereAsync(Member member, CancellationToken cancellationToken)
    {
        var withheld = new List<WithheldReward>();
        foreach (var number in member.Numbers.Skip(1))
        {
            await foreach (var row in store.ReadRangeAsync(
                Tables.Members, number.ToString(), MemberKeys.WithheldFrom, MemberKeys.WithheldBelow, cancellationToken))
            {
                withheld.Add(WithheldRow.Read(row));
            }
        }

        return withheld;
    }
}
