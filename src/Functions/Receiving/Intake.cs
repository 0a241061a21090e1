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
            if (work.Outcomes[id] == Outcome.Counted)
            {
                Telemetry.Counted(clock.GetCurrentInstant() - received.QueuedAt);
            }
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

        var before = row is null ? new Member { Id = work.Attempts.Member } : MemberRow.Read(row);
        work.Versions = await program.VersionsAsync(before.NewestVersion, cancellationToken);
        Tally tally;
        try
        {
            tally = await TallyAsync(work, before, cancellationToken);
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
        var change = await ReopenAsync(work, before, tally, now, cancellationToken);
        var judgement = await judge.DecideAsync(work.Attempts, change, work.Versions, turn: null, now, cancellationToken);
        if (change.Writes.IsEmpty && judgement.Rewards.IsEmpty && judgement.Withheld.IsEmpty)
        {
            return new(tally.TooMany, false);
        }

        var result = await commits.CommitAsync(work.Attempts, row, judgement, change.Writes, cancellationToken);
        if (result is CommitResult.AlreadyExists { Key: not MemberKeys.Member })
        {
            await SetStoredApartAsync(work, _ => true, cancellationToken);
        }

        return result is CommitResult.Committed ? new(tally.TooMany, judgement.OwesMore) : null;
    }

    private async Task<Tally> TallyAsync(Work work, Member before, CancellationToken cancellationToken)
    {
        var tallied = await TallierAsync(work, before, cancellationToken);
        for (var count = work.Events.Count; ; count = (count + 1) / 2)
        {
            var tally = tallied([.. work.Events.Take(count)]);
            if (count <= 1 || tally.Writes.Count + (WritesToReopen * tally.ToReopen.Count) < StoreLimits.OperationsPerCommit)
            {
                work.Later = [.. work.Events.Skip(count)];
                return tally;
            }
        }
    }

    /// <summary>Reads what the events rest on, so that some of them can be counted.</summary>
    private async Task<Func<IReadOnlyCollection<ReceivedEvent>, Tally>> TallierAsync(
        Work work, Member before, CancellationToken cancellationToken)
    {
        var ledger = LedgerOf(work);
        var now = clock.GetCurrentInstant();
        if (before.HasJointLedger && !await ledger.AreApartAsync(before, work.Events, cancellationToken))
        {
            var stored = await ledger.AllAsync(before.Numbers, cancellationToken);
            var used = await ledger.UsedAsync(work.Events, cancellationToken);
            return some => JointTallying.Of(before, stored, some, used, work.Versions, now);
        }

        var named = await ledger.NamedPurchasesAsync(work.Events, before.History, cancellationToken);
        return some =>
        {
            var tallying = new Tallying(before, named, work.Versions, now);
            foreach (var received in some)
            {
                tallying.Add(received);
            }

            return tallying.Finish();
        };
    }

    /// <summary>The member with the events counted, and with the rewards open again that were used on what came back.</summary>
    private async Task<MemberChange> ReopenAsync(
        Work work, Member before, Tally tally, Instant now, CancellationToken cancellationToken)
    {
        var after = before with { History = tally.History, Outreach = tally.Outreach };
        after = tally.LastAt is { } at ? after.Seen(at) : after;
        if (tally.ToReopen.Count == 0)
        {
            return new(after, [.. tally.Writes]);
        }

        var today = work.Versions.Newest.Today(now);
        var rows = await Task.WhenAll(tally.ToReopen.Select(used => store.ReadAsync(
            Tables.Members, before.Id.ToString(), MemberKeys.Reward(used.Code), cancellationToken)));
        var (reopened, redemptions) = (new List<WrittenReward>(), new List<Write>());
        foreach (var (used, row) in tally.ToReopen.Zip(rows))
        {
            if (row is not null && RewardRow.Read(row) is var reward && before.Has(reward)
                && Reopening.Decide(reward, used, now, today) is { } done)
            {
                (after, var open) = after.With(done.Reward);
                reopened.Add(new(reward, open));
                redemptions.Add(RedemptionRow.Write(done.Redemption));
            }
        }

        return new(after, [.. tally.Writes, .. redemptions], [.. reopened]);
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

    private Ledger LedgerOf(Work work) => new(store, work.Attempts.Member, work.Versions.Newest.Currency);

    /// <summary>Events on their way into one transaction.</summary>
    private sealed class Work(
        MemberId member, ProgramVersions versions, IReadOnlyList<ReceivedEvent> events, Dictionary<EventId, Outcome> outcomes)
    {
        public ProgramVersions Versions { get; set; } = versions;

        public IReadOnlyList<ReceivedEvent> Events { get; set; } = events;

        /// <summary>What did not fit into the transaction.</summary>
        public IReadOnlyList<ReceivedEvent> Later { get; set; } = [];

        public Dictionary<EventId, Outcome> Outcomes => outcomes;

        public Attempts Attempts { get; } = new(member);
    }

    private sealed record Decision(IReadOnlySet<EventId> TooMany, bool OwesMore, bool IsErased = false);
}
