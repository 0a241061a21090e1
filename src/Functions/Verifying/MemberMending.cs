using Loyalty.Domain.Values;
using Loyalty.Functions.Finding;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Verifying;

/// <summary>Writes a member as the facts have them, by the way that purchases take: judged, the hints first, then one transaction that fails
/// where another wrote meanwhile. No fact is changed, and nothing is issued or revoked but what reconciling would.</summary>
public sealed class MemberMending(
    MemberVerifier verifier, MemberCommits commits, Judge judge, Lookups lookups, FinderRows finder, FinderLook look, PublishedProgram program,
    IClock clock)
{
    // What one transaction takes beside what judging writes.
    private const int RowsAtOnce = 40;

    private const int MostRounds = 100;
    private const int MostAbout = 400;

    /// <summary>What differed, each with whether it is as expected now.</summary>
    /// <param name="by">The name of the key that it came with.</param>
    internal async Task<IReadOnlyList<Difference>> MendAsync(MemberId member, string by, CancellationToken cancellationToken)
    {
        var found = await verifier.FindAsync(member, cancellationToken);
        var left = found;
        for (var round = 0; left.Count > 0 && round < MostRounds; round++)
        {
            var step = await Contention.RetryAsync(() => TryAsync(member, by, cancellationToken), cancellationToken);
            left = await verifier.FindAsync(member, cancellationToken);
            if (!step.HasMore)
            {
                break;
            }
        }

        return [.. found.Select(one => one with { IsMended = !left.Any(other => other.Row == one.Row && other.Field == one.Field) })];
    }

    private async Task<Step?> TryAsync(MemberId member, string by, CancellationToken cancellationToken)
    {
        if (await verifier.ReadAsync(member, cancellationToken) is not { } facts)
        {
            return null;
        }

        if (await verifier.RecountAsync(facts, cancellationToken) is not { IsMendable: true, Differences.Count: > 0 } recount)
        {
            return new(false);
        }

        if (recount.Stored.MergedInto is not null)
        {
            await finder.ForgetAsync(member, cancellationToken);
            return new(false);
        }

        foreach (var write in recount.Before)
        {
            await write(cancellationToken);
        }

        var attempts = new Attempts(member, follows: false);
        attempts.Hinted.UnionWith(recount.Hints);
        var now = clock.GetCurrentInstant();
        var writes = recount.Writes.Take(RowsAtOnce).Append(AuditRow.Write(AuditFact.OfKey(now, AuditAct.Mended, by, About(recount))));
        var found = recount.IsLost
            ? await lookups.PrepareAsync(member, recount.Expected.Profile, recount.Expected.Profile, cancellationToken)
            : LookupChange.None;
        // They get their rows back; nothing becomes of them.
        var rewards = recount.Rewards.Take(RowsAtOnce / 2).Select(reward => new WrittenReward(reward, reward)).ToList();
        var versions = await program.VersionsAsync(recount.Expected.NewestVersion, cancellationToken);
        var change = new MemberChange(recount.Expected, [.. writes, .. found.Writes], [.. rewards]);
        var judgement = await judge.DecideAsync(attempts, change, versions, turn: null, now, cancellationToken);
        var messages = judgement.Messages.Select(message => MessageRow.Write(StoredMessage.Of(message, judgement.After.JudgedBy)));
        if (await commits.CommitAsync(attempts, facts.Member, judgement, [.. change.Writes, .. messages], cancellationToken)
            is not CommitResult.Committed)
        {
            return null;
        }

        if (recount.IsMislisted)
        {
            await look.RefreshAsync(member, own: null, cancellationToken);
        }

        return new(recount.Writes.Count > RowsAtOnce || recount.Rewards.Count > rewards.Count || judgement.OwesMore);
    }

    private static string About(Recount recount)
    {
        var about = string.Join(' ', recount.Differences.Select(difference => $"{difference.Row}/{difference.Field.Split(' ')[0]}").Distinct());
        return about.Length <= MostAbout ? about : about[..MostAbout];
    }

    private sealed record Step(bool HasMore);
}
