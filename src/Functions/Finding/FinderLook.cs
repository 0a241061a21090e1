using Loyalty.Domain.Outreach;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Functions.Due;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Finding;

/// <summary>Writes the line of a member anew, and then in the member's row which line it is: until both are done the hint stays, or
/// the row that says that the line is stale.</summary>
public sealed class FinderLook(
    FinderRows rows, MemberCommits commits, Judge judge, PublishedProgram program, DueIndex due, IClock clock)
{
    internal async Task LookAsync(Hint hint, CancellationToken cancellationToken)
    {
        // Whoever left the hint may not have written the member yet.
        if (await RefreshAsync(hint.Member, Sweep.Finder, cancellationToken) || DueIndex.IsOver(hint, clock.GetCurrentInstant()))
        {
            await due.RemoveAsync(hint, cancellationToken);
        }
    }

    /// <summary>Whether there is such a member; nobody finds one who is not there.</summary>
    /// <param name="own">The sweep whose hint has come due; null where the line is stale.</param>
    internal async Task<bool> RefreshAsync(MemberId member, Sweep? own, CancellationToken cancellationToken)
    {
        var attempts = new Attempts(member, follows: false);
        return (await Contention.RetryAsync(() => TryAsync(attempts, own, cancellationToken), cancellationToken)).IsThere;
    }

    private async Task<Refreshed?> TryAsync(Attempts attempts, Sweep? own, CancellationToken cancellationToken)
    {
        var line = await rows.OpenAsync(attempts.Member, cancellationToken);
        if (await commits.ReadAsync(attempts, cancellationToken) is not { } row || MemberRow.MergedIntoOf(row) is not null)
        {
            // A number that was merged is found as the member who has it.
            await rows.ForgetAsync(attempts.Member, cancellationToken);
            return new(false);
        }

        var before = MemberRow.Read(row);
        var versions = await program.VersionsAsync(before.NewestVersion, cancellationToken);
        var now = clock.GetCurrentInstant();
        var standing = Standing.Evaluate(versions, before.History, versions.Newest.Today(now));
        var next = FinderLine.Of(before, standing) with { StaleOn = Freshness.StaleOn(before.History, standing) };
        if (!await rows.ReplaceAsync(line, next, cancellationToken))
        {
            return null;
        }

        var listed = new MemberChange(before with { Listed = next.Print() }, []);
        var judgement = await judge.DecideAsync(attempts, listed, versions, turn: null, now, cancellationToken, own);
        return await commits.CommitAsync(attempts, row, judgement, [], cancellationToken) is CommitResult.Committed ? new(true) : null;
    }

    private sealed record Refreshed(bool IsThere);
}
