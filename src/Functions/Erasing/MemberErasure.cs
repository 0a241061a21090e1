using System.Security.Cryptography;
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
using NodaTime.Text;

namespace Loyalty.Functions.Erasing;

/// <summary>
/// Erases a member: first the mark, then the member's row becomes an empty one that all others take for none, then what the other rows
/// lead to goes, then these rows, the member's last. Whatever a crash leaves, the same again finds and finishes (docs/decisions).
/// </summary>
public sealed class MemberErasure(
    IStore store, ErasedMarks marks, ErasedSums sums, MemberTraces traces, IEmailProvider mail, DueIndex due, FinderRows finder,
    PublishedProgram program, IClock clock)
{
    private const string First = "!";
    private const string Below = "~";
    private const string Erasure = "erasure";
    private const int IdBytes = 16;
    private const int TracesAtOnce = 16;

    /// <summary>False where there never was such a member.</summary>
    /// <param name="by">The name of the key that it came with.</param>
    internal async Task<bool> EraseAsync(MemberId member, string by, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(member, cancellationToken);
        if (row is null && await marks.FindAsync(member, cancellationToken) is null)
        {
            return false;
        }

        var erasure = await BeginAsync(member, row, by, cancellationToken);
        if (row is not null)
        {
            await EmptyAsync(member, cancellationToken);
            await RemoveTracesAsync(member, erasure, cancellationToken);
            await RemoveRowsAsync(member, cancellationToken);
        }

        await EndAsync(member, cancellationToken);
        return true;
    }

    /// <summary>Marks the number, and returns the id under which this erasure adds its sums once.</summary>
    private async Task<string> BeginAsync(MemberId member, Row? row, string by, CancellationToken cancellationToken)
    {
        var mark = await marks.FindAsync(member, cancellationToken);
        if (row is not null && mark?.Fields.Text(Erasure) is null)
        {
            var fields = new Fields
            {
                { "at", InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant()) },
                { "by", by },
                { Erasure, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)) },
            };
            await marks.PutAsync(member, mark, fields, cancellationToken);
            mark = await marks.FindAsync(member, cancellationToken);
        }

        return mark?.Fields.Text(Erasure) ?? "";
    }

    /// <summary>From here on there is no such member for anybody, and nobody else writes in the partition.</summary>
    private async Task EmptyAsync(MemberId member, CancellationToken cancellationToken) => await Contention.RetryAsync(
        async () =>
        {
            if (await ReadAsync(member, cancellationToken) is not { } row || MemberRow.IsErasing(row))
            {
                return CommitResult.Committed.Instance;
            }

            var empty = new Write.Replace(MemberKeys.Member, MemberRow.Erasing(MemberRow.Read(row).Hints), row.ETag);
            return await store.CommitAsync(Tables.Members, member.ToString(), [empty], cancellationToken) as CommitResult.Committed;
        },
        cancellationToken);

    private async Task RemoveTracesAsync(MemberId member, string erasure, CancellationToken cancellationToken)
    {
        if (await ReadAsync(member, cancellationToken) is not { } empty)
        {
            return;
        }

        await finder.ForgetAsync(member, cancellationToken);
        var versions = await program.VersionsAsync(cancellationToken);
        var rows = await RowsAsync(member, int.MaxValue, cancellationToken);
        var events = rows.Where(row => row.Key.StartsWith(MemberKeys.EventsFrom, StringComparison.Ordinal));
        foreach (var sum in StoreMonth.Of(events, versions.Newest.Currency))
        {
            await sums.AddAsync(sum, erasure, cancellationToken);
        }

        await Parallel.ForEachAsync(
            rows,
            new ParallelOptions { MaxDegreeOfParallelism = TracesAtOnce, CancellationToken = cancellationToken },
            async (row, token) => await traces.RemoveAsync(member, row, versions, token));
        await mail.ForgetAsync(
            [
                .. rows.Where(row => row.Key.StartsWith(MemberKeys.MessagesFrom, StringComparison.Ordinal))
                    .Select(row => MessageId.Parse(row.Key[MemberKeys.MessagesFrom.Length..])),
            ],
            cancellationToken);
        await due.ForgetAsync(member, MemberRow.ErasingHints(empty), cancellationToken);
    }

    private async Task RemoveRowsAsync(MemberId member, CancellationToken cancellationToken)
    {
        while (!(await Contention.RetryAsync(TryAsync, cancellationToken)).IsLast)
        {
        }

        async Task<Removed?> TryAsync()
        {
            if (await ReadAsync(member, cancellationToken) is not { } row)
            {
                return new(true);
            }

            var rows = await RowsAsync(member, StoreLimits.OperationsPerCommit, cancellationToken);
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

    /// <summary>Leaves a mark that says no more than when, and by whom.</summary>
    private async Task EndAsync(MemberId member, CancellationToken cancellationToken)
    {
        if (await marks.FindAsync(member, cancellationToken) is { } mark && mark.Fields.Text(Erasure) is not null)
        {
            var fields = new Fields { { "at", mark.Fields.Text("at") }, { "by", mark.Fields.Text("by") } };
            await marks.PutAsync(member, mark, fields, cancellationToken);
        }
    }

    /// <summary>The rows of the partition but for the member's, at most so many.</summary>
    private async Task<List<Row>> RowsAsync(MemberId member, int most, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        await foreach (var row in store.ReadRangeAsync(Tables.Members, member.ToString(), First, Below, cancellationToken))
        {
            if (row.Key != MemberKeys.Member)
            {
                rows.Add(row);
            }

            if (rows.Count == most)
            {
                break;
            }
        }

        return rows;
    }

    private Task<Row?> ReadAsync(MemberId member, CancellationToken cancellationToken) =>
        store.ReadAsync(Tables.Members, member.ToString(), MemberKeys.Member, cancellationToken);

    private sealed record Removed(bool IsLast);
}
