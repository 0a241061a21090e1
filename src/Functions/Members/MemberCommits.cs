using Loyalty.Domain.Outreach;
using Loyalty.Functions.Due;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Members;

/// <summary>Writes what was judged, in the order in which nothing can be lost: first the hints, then the member's transaction.
/// </summary>
public sealed class MemberCommits(IStore store, DueIndex due, Budgets budgets, ErasedMarks erased, IClock clock)
{
    // A sweep passes an hour for good an hour after its end; a writer slower than half of that leaves its hints once more.
    private static readonly Duration HintsKeepFor = Duration.FromMinutes(30);

    /// <param name="row">The member's row as it was read; null where there was none.</param>
    /// <param name="others">Rows that are written beside, but for those of rewards, issued and withheld.</param>
    internal async Task<CommitResult> CommitAsync(
        Attempts attempts, Row? row, Judgement judgement, IEnumerable<Write> others, CancellationToken cancellationToken)
    {
        var left = clock.GetCurrentInstant();
        await LeaveAsync(attempts, judgement.Leave, cancellationToken);
        Write[] writes =
        [
            MemberRow.Write(row, judgement.After, judgement.Standing),
            .. others,
            .. judgement.Rewards.Select(written => RewardRow.Write(written.After)),
            .. judgement.Withheld.Select(WithheldRow.Write),
        ];
        var result = await CommitAsync(attempts, writes, cancellationToken);
        if (result is CommitResult.Committed)
        {
            Count(judgement);
        }

        while (result is CommitResult.Committed && clock.GetCurrentInstant() is var now && now - left > HintsKeepFor)
        {
            left = now;
            await LeaveAsync(attempts, judgement.After.Hints, cancellationToken);
        }

        if (result is CommitResult.Committed && attempts.Reserved.Count > 0)
        {
            await GiveBackAsync(attempts, judgement, cancellationToken);
        }

        return result;
    }

    /// <summary>The member's row; null where there is no member, or none any more.</summary>
    internal async Task<Row?> ReadAsync(Attempts attempts, CancellationToken cancellationToken)
    {
        if (!attempts.Follows)
        {
            return await store.ReadMemberAsync(attempts.Number, cancellationToken);
        }

        var (member, row) = await store.FindMemberAsync(attempts.Number, toChange: true, cancellationToken);
        attempts.Find(member);
        return row;
    }

    /// <summary>Whether the number's member was erased. Asked only where there is no row.</summary>
    internal async Task<bool> IsErasedAsync(Attempts attempts, CancellationToken cancellationToken) =>
        await erased.FindAsync(attempts.Member, cancellationToken) is not null;

    private async Task<CommitResult> CommitAsync(Attempts attempts, Write[] writes, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Commit(writes.Length);
        var result = await store.CommitAsync(Tables.Members, attempts.Member.ToString(), writes, cancellationToken);
        Telemetry.Committed(span, result);
        return result;
    }

    private static void Count(Judgement judgement)
    {
        foreach (var written in judgement.Rewards)
        {
            Telemetry.Written(written.Before?.State, written.After.State);
        }

        Telemetry.Withheld(judgement.Withheld.Length);
    }

    /// <summary>What attempts before this one reserved and it did not need.</summary>
    private async Task GiveBackAsync(Attempts attempts, Judgement judgement, CancellationToken cancellationToken)
    {
        var issued = judgement.Rewards.Select(written => written.After.Code).ToHashSet();
        foreach (var (code, budget) in attempts.Reserved.Where(reserved => !issued.Contains(reserved.Key)))
        {
            try
            {
                await budgets.GiveBackAsync(budget, code.Stored, cancellationToken);
            }
            catch (StoreUnavailableException)
            {
                // The member is written, and whoever reserves later finds it.
            }
        }
    }

    private Task LeaveAsync(Attempts attempts, Looks hints, CancellationToken cancellationToken)
    {
        // A line that is written some moments later than a hint that another has put over it said is none the worse.
        attempts.Hinted.UnionWith(Enum.GetValues<Sweep>().Where(sweep => sweep != Sweep.Finder && hints[sweep] is not null));
        return due.LeaveAsync(attempts.Member, hints, cancellationToken);
    }
}
