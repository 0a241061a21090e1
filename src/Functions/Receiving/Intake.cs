using Loyalty.Domain.Members;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Standings;
using Loyalty.Domain.Values;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Receiving;

/// <summary>
/// Counts a member's events: one point read, a decision and one transaction, with the rewards that follow. The ledger alone
/// decides on doubles: an event's row is an insert. So a lost reply needs no care here: the events come again, and are found.
/// </summary>
public sealed class Intake(IStore store, PublishedProgram program, RewardCodes codes, IClock clock)
{
    private const int OwedRounds = 8;

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
            owes = await CountAsync(new Work(member, versions, batch, outcomes), cancellationToken);
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

        foreach (var received in work.Events)
        {
            var id = received.Event.Id;
            work.Outcomes[id] = decision.TooMany.Contains(id) ? Outcome.MemberFull : Outcome.Counted;
        }

        return decision.OwesMore;
    }

    private async Task<Decision?> TryAsync(Work work, CancellationToken cancellationToken)
    {
        // The member's row first: whatever is written after it is read makes the commit fail.
        var row = await ReadAsync(work, cancellationToken);
        Decision decision;
        try
        {
            decision = await DecideAsync(work, row, cancellationToken);
        }
        catch (HistoryMismatchException)
        {
            // Another event came between the reads; if none did, the rows do not belong together and somebody must look.
            if ((await ReadAsync(work, cancellationToken))?.ETag == row?.ETag)
            {
                throw;
            }

            return null;
        }

        if (decision.Writes.Count == 0)
        {
            return decision;
        }

        var result = await store.CommitAsync(Tables.Members, work.Member.ToString(), decision.Writes, cancellationToken);
        if (result is CommitResult.AlreadyExists { Key: not MemberKeys.Member })
        {
            await SetStoredApartAsync(work, _ => true, cancellationToken);
        }

        return result is CommitResult.Committed ? decision : null;
    }

    private Task<Row?> ReadAsync(Work work, CancellationToken cancellationToken) =>
        store.ReadAsync(Tables.Members, work.Member.ToString(), MemberKeys.Member, cancellationToken);

    private async Task<Decision> DecideAsync(Work work, Row? row, CancellationToken cancellationToken)
    {
        var before = row is null ? new Member { Id = work.Member } : MemberRow.Read(row);
        work.Versions = await program.VersionsAsync(before.NewestVersion, cancellationToken);
        var now = clock.GetCurrentInstant();
        var tallying = new Tallying(before.History, await LedgerOf(work).NamedPurchasesAsync(work.Events, cancellationToken));
        foreach (var received in work.Events)
        {
            tallying.Add(received, work.Versions, now);
        }

        tallying.AddRefunds();
        var today = work.Versions.Newest.Today(now);
        var last = tallying.History.LastDate ?? today;
        var standing = Standing.Evaluate(work.Versions, tallying.History, LocalDate.Max(today, last));
        var room = StoreLimits.OperationsPerCommit - 1 - tallying.Writes.Count;
        var changes = Reconcile.Decide(standing, before.Rewards, today, room);
        if (tallying.Writes.Count == 0 && changes.Issue.IsEmpty && changes.Revoke.IsEmpty)
        {
            return new([], tallying.TooMany, false);
        }

        work.Codes.AddRange(await codes.DrawAsync(work.Member, changes.Issue.Length - work.Codes.Count, cancellationToken));
        var issued = changes.Issue.Select((due, place) => due.Issue(work.Codes[place], now, today)).ToList();
        var after = before with
        {
            History = tallying.History,
            Rewards = Reconcile.Apply(before.Rewards, changes, issued, today),
            JudgedBy = work.Versions.Published[^1].Number,
        };
        return new(
            [
                MemberRow.Write(row, after, standing),
                .. tallying.Writes,
                .. issued.Select(RewardRow.Write),
                .. changes.Revoke.Select(reward => RewardRow.Write(reward with { RevokedAt = now })),
            ],
            tallying.TooMany,
            (changes.Owed > 0 && issued.Count > 0) || changes.Revoke.Length == room);
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

    /// <summary>Events on their way into one transaction. Codes that were drawn for an attempt that failed serve the next.</summary>
    private sealed class Work(
        MemberId member, ProgramVersions versions, IReadOnlyList<ReceivedEvent> events, Dictionary<EventId, Outcome> outcomes)
    {
        public MemberId Member => member;

        public ProgramVersions Versions { get; set; } = versions;

        public IReadOnlyList<ReceivedEvent> Events { get; set; } = events;

        public Dictionary<EventId, Outcome> Outcomes => outcomes;

        public List<RewardCode> Codes { get; } = [];
    }

    private sealed record Decision(IReadOnlyList<Write> Writes, IReadOnlySet<EventId> TooMany, bool OwesMore);
}
