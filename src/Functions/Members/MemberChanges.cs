using Loyalty.Domain.Members;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Members;

/// <summary>Changes a member and all that follows from it in one transaction: reads, lets the caller decide, commits, and begins
/// again where another wrote meanwhile.</summary>
public sealed class MemberChanges(IStore store, PublishedProgram program, IClock clock)
{
    /// <param name="change">What becomes of the member, who is null where there is none; null where nothing is to be written. Called
    /// again where another wrote meanwhile.</param>
    /// <returns>The member as they are now, or null where there is none.</returns>
    public async Task<Member?> ChangeAsync(
        MemberId id, Func<Member?, Instant, MemberChange?> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return (await Contention.RetryAsync(() => TryAsync(id, change, cancellationToken), cancellationToken)).Member;
    }

    private async Task<Result?> TryAsync(
        MemberId id, Func<Member?, Instant, MemberChange?> change, CancellationToken cancellationToken)
    {
        var row = await store.ReadAsync(Tables.Members, id.ToString(), MemberKeys.Member, cancellationToken);
        var before = row is null ? null : MemberRow.Read(row);
        var now = clock.GetCurrentInstant();
        if (change(before, now) is not { } changed)
        {
            return new(before);
        }

        var versions = await program.VersionsAsync(before?.NewestVersion ?? 0, cancellationToken);
        var standing = Standing.Evaluate(versions, changed.After.History, versions.Newest.Today(now));
        Write[] writes = [MemberRow.Write(row, changed.After with { JudgedBy = versions.Published[^1].Number }, standing), .. changed.Writes];
        return await store.CommitAsync(Tables.Members, id.ToString(), writes, cancellationToken) is CommitResult.Committed
            ? new(changed.After)
            : null;
    }

    private sealed record Result(Member? Member);
}
