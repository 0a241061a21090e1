using Loyalty.Domain.Members;
using Loyalty.Domain.Values;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Members;

/// <summary>Changes a member and all that follows from it in one transaction: reads, lets the caller decide, judges, commits, and
/// begins again where another wrote meanwhile.</summary>
public sealed class MemberChanges(MemberCommits commits, Judge judge, Lookups lookups, PublishedProgram program, IClock clock)
{
    /// <param name="id">Of the member, or one that was merged into theirs.</param>
    /// <param name="change">What becomes of the member, who is null where there is none; null where nothing is to be written. Called
    /// again where another wrote meanwhile.</param>
    /// <returns>The member as they are now, or null where there is none: nobody becomes one under a number whose member was erased.
    /// </returns>
    public Task<Member?> ChangeAsync(
        MemberId id, Func<Member?, Instant, MemberChange?> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return ChangeAsync(id, (before, now) => Task.FromResult(change(before, now)), cancellationToken);
    }

    /// <summary>The same for a change that rests on other rows of the partition: what it reads is as it was when the member was read,
    /// or the transaction fails.</summary>
    public async Task<Member?> ChangeAsync(
        MemberId id, Func<Member?, Instant, Task<MemberChange?>> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return await ChangeAsync(new Attempts(id), change, cancellationToken);
    }

    /// <summary>The same for who must not be led from a number to the member who has it.</summary>
    internal async Task<Member?> ChangeAsync(
        Attempts attempts, Func<Member?, Instant, Task<MemberChange?>> change, CancellationToken cancellationToken) =>
        (await Contention.RetryAsync(() => TryAsync(attempts, change, cancellationToken), cancellationToken)).Member;

    private async Task<Result?> TryAsync(
        Attempts attempts, Func<Member?, Instant, Task<MemberChange?>> change, CancellationToken cancellationToken)
    {
        var row = await commits.ReadAsync(attempts, cancellationToken);
        var before = row is null ? null : MemberRow.Read(row);
        var now = clock.GetCurrentInstant();
        if (await change(before, now) is not { } changed)
        {
            return new(before);
        }

        if (before is null && await commits.IsErasedAsync(attempts, cancellationToken))
        {
            return new(null);
        }

        // A profile that was given, be it the same, writes anew where its member is found: so rows come under the newest key.
        var (was, given) = (before?.Profile ?? Profile.Empty, changed.After.Profile);
        var found = ReferenceEquals(was, given)
            ? LookupChange.None
            : await lookups.PrepareAsync(attempts.Member, was, given, cancellationToken);
        changed = changed with { Writes = changed.Writes.AddRange(found.Writes) };
        var versions = await program.VersionsAsync(changed.After.NewestVersion, cancellationToken);
        var judgement = await judge.DecideAsync(
            attempts, changed, versions, turn: null, now, cancellationToken);
        var result = await commits.CommitAsync(attempts, row, judgement, [.. changed.Writes, .. Rows(judgement)], cancellationToken);
        if (result is not CommitResult.Committed)
        {
            return null;
        }

        foreach (var message in judgement.Messages)
        {
            Telemetry.Written(message);
        }

        await lookups.TidyAsync(found, cancellationToken);
        return new(judgement.After);
    }

    private static IEnumerable<Write> Rows(Judgement judgement) =>
        judgement.Messages.Select(change => MessageRow.Write(StoredMessage.Of(change, judgement.After.JudgedBy)));

    private sealed record Result(Member? Member);
}
