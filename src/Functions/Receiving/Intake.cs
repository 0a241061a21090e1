using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Receiving;

/// <summary>
/// Counts a member's events: one point read, a decision and one transaction, with the rewards that follow. The ledger alone
/// decides on doubles: an event's row is an insert. So a lost reply needs no care here: the events come again, and are found.
/// </summary>
public sealed class Intake(IStore store, MemberCommits commits, Judge judge, PublishedProgram program, IClock clock)
{
    private const int OwedRounds = 8;

    // The reward's row and its redemption's.
    private const int WritesToReopen = 2;

    /// <summary>What became of each event, by its id. The events are of one member, each id once. Throws
    /// <see cref="StoreUnavailableException"/> where some were not counted, or it is not known.</summary>
    public async Task<IReadOnlyDictionary<EventId, Outcome>> CountAsync(
        MemberId member, IEnumerable<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var versions = await program.VersionsAsync(cancellationToken);
        var outcomes = new Dictionary<EventId, Outcome>();
        var owes = false;
        foreach (var batch in Batches.Cut(events))
        {
            for (var rest = batch; rest.Count > 0;)
            {
                var work = new Work(member, versions, rest, outcomes);
                owes = await CountAsync(work, cancellationToken);
                rest = work.Later;
            }
        }

        // What did not fit beside the events follows; what is left even then comes with the member's next event.
        for (var round = 0; owes && round < OwedRounds; round++)
        {
            owes = await CountAsync(new Work(member, versions, [], outcomes), cancellationToken);
        }

        return outcomes;
    }

    /// <summary>Whether more rewards can be issued or revoked at once.</summary>
    private async Task<bool> CountAsync(Work work, CancellationToken cancellationToken)
    {
        var decision = await Contention.RetryAsync(() => TryAsync(work, cancellationToken), cancellationToken);
        if (decision.TooMany.Count > 0)
        {
            // A double of what was counted while there was room is no event too many.
            await SetStoredApartAsync(work, received => decision.TooMany.Contains(received.Event.Id), cancellationToken);
        }

        foreach (var received in work.Events.Except(work.Later))
        {
            var id = received.Event.Id;
            work.Outcomes[id] = decision.IsErased ? Outcome.Erased : decision.TooMany.Contains(id) ? Outcome.MemberFull : Outcome.Counted;
        }

        return decision.OwesMore;
    }

    private async Task<Decision?> TryAsync(Work work, CancellationToken cancellationToken)
    {
        // The member's row first: whatever is written after it is read makes the commit fail.
        var row = await commits.ReadAsync(work.Attempts, cancellationToken);
        if (row is null && await commits.IsErasedAsync(work.Attempts, cancellationToken))
        {
            return new(new HashSet<EventId>(), false, IsErased: true);
        }

        var before = row is null ? new Member { Id = work.Member } : MemberRow.Read(row);
        work.Versions = await program.VersionsAsync(before.NewestVersion, cancellationToken);
        Tallying tallying;
        try
        {
            tallying = await TallyAsync(work, before, cancellationToken);
        }
        catch (HistoryMismatchException)
        {
            // Another event came between the reads; if none did, the rows do not belong together and somebody must look.
            if ((await commits.ReadAsync(work.Attempts, cancellationToken))?.ETag == row?.ETag)
            {
                throw;
            }

            return null;
        }

        var now = clock.GetCurrentInstant();
        var change = await ReopenAsync(work, before, tallying, now, cancellationToken);
        var judgement = await judge.DecideAsync(work.Attempts, change, work.Versions, turn: null, now, cancellationToken);
        if (change.Writes.IsEmpty && judgement.Rewards.IsEmpty && judgement.Withheld.IsEmpty)
        {
            return new(tallying.TooMany, false);
        }

        var result = await commits.CommitAsync(work.Attempts, row, judgement, change.Writes, cancellationToken);
        if (result is CommitResult.AlreadyExists { Key: not MemberKeys.Member })
        {
            await SetStoredApartAsync(work, _ => true, cancellationToken);
        }

        return result is CommitResult.Committed ? new(tallying.TooMany, judgement.OwesMore) : null;
    }

    private async Task<Tallying> TallyAsync(Work work, Member before, CancellationToken cancellationToken)
    {
        var named = await LedgerOf(work).NamedPurchasesAsync(work.Events, before.History, cancellationToken);
        for (var count = work.Events.Count; ; count = (count + 1) / 2)
        {
            var tallying = new Tallying(before, named, work.Versions, clock.GetCurrentInstant());
            foreach (var received in work.Events.Take(count))
            {
                tallying.Add(received);
            }

            tallying.Finish();
            if (count <= 1 || tallying.Writes.Count + (WritesToReopen * tallying.ToReopen.Count) < StoreLimits.OperationsPerCommit)
            {
                work.Later = [.. work.Events.Skip(count)];
                return tallying;
            }
        }
    }

    /// <summary>The member with the events counted, and with the rewards open again that were used on what came back.</summary>
    private async Task<MemberChange> ReopenAsync(
        Work work, Member before, Tallying tallying, Instant now, CancellationToken cancellationToken)
    {
        var after = before with { History = tallying.History, Outreach = tallying.Outreach };
        after = tallying.LastAt is { } at ? after.Seen(at) : after;
        if (tallying.ToReopen.Count == 0)
        {
            return new(after, [.. tallying.Writes]);
        }

        var today = work.Versions.Newest.Today(now);
        var rows = await Task.WhenAll(tallying.ToReopen.Select(used => store.ReadAsync(
            Tables.Members, work.Member.ToString(), MemberKeys.Reward(used.Code), cancellationToken)));
        var (reopened, redemptions) = (new List<Reward>(), new List<Write>());
        foreach (var (used, row) in tallying.ToReopen.Zip(rows))
        {
            if (row is not null && Reopening.Decide(RewardRow.Read(row), used, now, today) is { } done)
            {
                (after, var reward) = after.With(done.Reward);
                reopened.Add(reward);
                redemptions.Add(RedemptionRow.Write(done.Redemption));
            }
        }

        return new(after, [.. tallying.Writes, .. redemptions], [.. reopened]);
    }

    /// <summary>Takes those of some events that the ledger has already out of the work.</summary>
    private async Task SetStoredApartAsync(Work work, Func<ReceivedEvent, bool> some, CancellationToken cancellationToken)
    {
        var hashes = await LedgerOf(work).HashesAsync(work.Events.Where(some), cancellationToken);
        foreach (var received in work.Events)
        {
            if (hashes.TryGetValue(received.Event.Id, out var hash))
            {
                work.Outcomes[received.Event.Id] = received.IsSameAs(hash) ? Outcome.CountedBefore : Outcome.IdReused;
            }
        }

        work.Events = [.. work.Events.Where(received => !hashes.ContainsKey(received.Event.Id))];
    }

    private Ledger LedgerOf(Work work) => new(store, work.Member, work.Versions.Newest.Currency);

    /// <summary>Events on their way into one transaction.</summary>
    private sealed class Work(
        MemberId member, ProgramVersions versions, IReadOnlyList<ReceivedEvent> events, Dictionary<EventId, Outcome> outcomes)
    {
        public MemberId Member => member;

        public ProgramVersions Versions { get; set; } = versions;

        public IReadOnlyList<ReceivedEvent> Events { get; set; } = events;

        /// <summary>What did not fit into the transaction.</summary>
        public IReadOnlyList<ReceivedEvent> Later { get; set; } = [];

        public Dictionary<EventId, Outcome> Outcomes => outcomes;

        public Attempts Attempts { get; } = new(member);
    }

    private sealed record Decision(IReadOnlySet<EventId> TooMany, bool OwesMore, bool IsErased = false);
}
