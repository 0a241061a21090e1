using System.Security.Cryptography;
using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Values;
using Loyalty.Functions.Due;
using Loyalty.Functions.Finding;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Sending;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Erasing;

/// <summary>
/// Erases a member: first a hint and the mark, then the member's row becomes an empty one that all others take for none, then what the
/// other rows lead to goes, then these rows, the member's last. Whatever a crash leaves, the same again finishes, or the timer that
/// the hint calls (docs/decisions).
/// </summary>
public sealed class MemberErasure(
    IStore store, ErasedMarks marks, ErasedSums sums, MemberTraces traces, IEmailProvider mail, DueIndex due, FinderRows finder,
    PublishedProgram program, IClock clock)
{
    private const int IdBytes = 16;
    private const int TracesAtOnce = 16;

    /// <summary>Erases whoever has the number, with all that were merged into it; false where there never was such a member.</summary>
    /// <param name="by">The name of the key that it came with, or <see cref="ErasedMark.Customer"/>.</param>
    internal async Task<bool> EraseAsync(MemberId member, string by, CancellationToken cancellationToken)
    {
        (member, var row) = await store.FindMemberAsync(member, toChange: true, cancellationToken);
        var mark = await marks.FindAsync(member, cancellationToken);
        if ((row ?? await ReadAsync(member, cancellationToken)) is null)
        {
            return mark is not null && await FinishAsync(member, mark, cancellationToken);
        }

        if (mark is not { Erasure: not null, IfAway: false })
        {
            var now = clock.GetCurrentInstant();
            await due.LeaveAsync(member, Looks.None.With(Sweep.Erasures, now), cancellationToken);
            mark = await BeginAsync(member, by, ifAway: false, now, cancellationToken);
        }

        return await FinishAsync(member, mark, cancellationToken);
    }

    /// <summary>Erases a member of whom nothing was heard for as long as the program says; false for any other.</summary>
    internal async Task<bool> EraseIfAwayAsync(MemberId member, CancellationToken cancellationToken) =>
        await ReadAsync(member, cancellationToken) is { } row
        && await IsAwayAsync(row, cancellationToken)
        && await FinishAsync(
            member,
            await BeginAsync(member, ErasedMark.Retention, ifAway: true, clock.GetCurrentInstant(), cancellationToken),
            cancellationToken);

    /// <summary>Finishes what was begun; false where nothing is to be finished and the member, if there is one, stays.</summary>
    internal async Task<bool> ResumeAsync(MemberId member, CancellationToken cancellationToken) =>
        await marks.FindAsync(member, cancellationToken) is { } mark
        && (mark.IfAway ? await FinishAsync(member, mark, cancellationToken) : await EraseAsync(member, mark.By, cancellationToken));

    /// <summary>Marks the number, with an id of this erasure that says nothing of the member.</summary>
    private Task<ErasedMark> BeginAsync(
        MemberId member, string by, bool ifAway, Instant now, CancellationToken cancellationToken) => Contention.RetryAsync(
            async () =>
            {
                var before = await marks.FindAsync(member, cancellationToken);
                if (before is { Erasure: not null } && (ifAway || !before.IfAway))
                {
                    return before;
                }

                var id = before?.Erasure ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
                var mark = new ErasedMark(now, by, id, ifAway, null);
                return await marks.TryPutAsync(member, before?.Row, mark, cancellationToken)
                    ? await marks.FindAsync(member, cancellationToken)
                    : null;
            },
            cancellationToken);

    /// <summary>False where it is called off.</summary>
    /// <param name="withKept">Whether it is a number that was merged into a member who is erased.</param>
    private async Task<bool> FinishAsync(
        MemberId member, ErasedMark mark, CancellationToken cancellationToken, bool withKept = false)
    {
        if (!await EmptyAsync(member, mark, withKept, cancellationToken))
        {
            return false;
        }

        if (await ReadAsync(member, cancellationToken) is { } empty)
        {
            foreach (var number in MemberRow.ErasingNumbers(empty))
            {
                var ofNumber = await BeginAsync(number, mark.By, ifAway: false, clock.GetCurrentInstant(), cancellationToken);
                await FinishAsync(number, ofNumber, cancellationToken, withKept: true);
            }

            await RemoveTracesAsync(member, empty, mark, cancellationToken);
            await RemoveRowsAsync(member, cancellationToken);
        }

        await EndAsync(member, cancellationToken);
        return true;
    }

    /// <summary>From here on there is no such member for anybody, and nobody else writes in the partition. False where the member has
    /// come back.</summary>
    private async Task<bool> EmptyAsync(MemberId member, ErasedMark mark, bool withKept, CancellationToken cancellationToken)
    {
        return (await Contention.RetryAsync(TryAsync, cancellationToken)).IsDone;

        async Task<Step?> TryAsync()
        {
            if (await ReadAsync(member, cancellationToken) is not { } row || MemberRow.IsErasing(row))
            {
                return new(true);
            }

            if (mark.IfAway && !await IsAwayAsync(row, cancellationToken))
            {
                return new(false);
            }

            var before = MemberRow.Read(row);
            if ((before.MergedInto is not null && !withKept) || before.Merged.Any(merged => merged.IsLeaving))
            {
                throw new StoreUnavailableException("The member is being merged, or parted.");
            }

            var empty = new Write.Replace(MemberKeys.Member, MemberRow.Erasing(before), row.ETag);
            return await store.CommitAsync(Tables.Members, member.ToString(), [empty], cancellationToken) is CommitResult.Committed
                ? new(true)
                : null;
        }
    }

    private async Task RemoveTracesAsync(MemberId member, Row empty, ErasedMark mark, CancellationToken cancellationToken)
    {
        await finder.ForgetAsync(member, cancellationToken);
        var versions = await program.VersionsAsync(cancellationToken);
        var rows = await store.ReadOthersAsync(member, int.MaxValue, cancellationToken);
        var events = rows.Where(row => row.Key.StartsWith(MemberKeys.EventsFrom, StringComparison.Ordinal));
        // What a number bought is in the ledger of the member who has it, too.
        foreach (var sum in MemberRow.IsErasingNumber(empty) ? [] : StoreMonth.Of(events, versions.Newest.Currency))
        {
            await sums.AddAsync(sum, mark.Erasure!, cancellationToken);
        }

        await Parallel.ForEachAsync(
            rows,
            new ParallelOptions { MaxDegreeOfParallelism = TracesAtOnce, CancellationToken = cancellationToken },
            async (row, token) => await traces.RemoveAsync(member, row, versions, token));
        await mail.ForgetAsync([.. rows.SelectMany(row => MemberTraces.LettersOf(member, row)).Distinct()], cancellationToken);

        // The hint that calls the timer goes last.
        var hints = MemberRow.ErasingHints(empty);
        var isLater = hints[Sweep.Erasures] is { } at && DueKeys.HourOf(at) > DueKeys.HourOf(mark.At);
        await due.ForgetAsync(member, isLater ? hints : hints.With(Sweep.Erasures, null), cancellationToken);
    }

    private async Task RemoveRowsAsync(MemberId member, CancellationToken cancellationToken)
    {
        while (!(await Contention.RetryAsync(TryAsync, cancellationToken)).IsDone)
        {
        }

        async Task<Step?> TryAsync()
        {
            if (await ReadAsync(member, cancellationToken) is not { } row)
            {
                return new(true);
            }

            var rows = await store.ReadOthersAsync(member, StoreLimits.OperationsPerCommit, cancellationToken);
            var isLast = rows.Count < StoreLimits.OperationsPerCommit;
            Write ofMember = isLast
                ? new Write.Delete(MemberKeys.Member, row.ETag)
                : new Write.Replace(MemberKeys.Member, row.Fields, row.ETag);
            Write[] writes =
            [
                ofMember, .. rows.Take(StoreLimits.OperationsPerCommit - 1).Select(other => new Write.Delete(other.Key, other.ETag)),
            ];
            return await store.CommitAsync(Tables.Members, member.ToString(), writes, cancellationToken) is CommitResult.Committed
                ? new(isLast)
                : null;
        }
    }

    /// <summary>Leaves a mark that says no more than when, and by whom, and takes out the hint.</summary>
    private async Task EndAsync(MemberId member, CancellationToken cancellationToken)
    {
        var ended = await Contention.RetryAsync(
            async () =>
            {
                var mark = (await marks.FindAsync(member, cancellationToken))!;
                if (mark.Erasure is null)
                {
                    return mark;
                }

                await marks.AddRecentAsync(mark.Row!, clock.GetCurrentInstant(), cancellationToken);
                var done = mark with { Erasure = null, IfAway = false };
                return await marks.TryPutAsync(member, mark.Row, done, cancellationToken) ? done : null;
            },
            cancellationToken);
        await due.ForgetAsync(member, Looks.None.With(Sweep.Erasures, ended.At), cancellationToken);
    }

    private async Task<bool> IsAwayAsync(Row row, CancellationToken cancellationToken)
    {
        if (MemberRow.IsErasing(row) || MemberRow.MergedIntoOf(row) is not null)
        {
            return false;
        }

        var member = MemberRow.Read(row);
        var versions = await program.VersionsAsync(member.NewestVersion, cancellationToken);
        return Retention.EndsAt(versions, member, clock.GetCurrentInstant()) <= clock.GetCurrentInstant();
    }

    private Task<Row?> ReadAsync(MemberId member, CancellationToken cancellationToken) =>
        store.ReadAsync(Tables.Members, member.ToString(), MemberKeys.Member, cancellationToken);

    private sealed record Step(bool IsDone);
}
