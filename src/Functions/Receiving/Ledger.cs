using System.Collections.Immutable;
using Loyalty.Domain.Members;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Functions.Receiving;

/// <summary>What a member's ledger says that counting new events rests on.</summary>
internal sealed class Ledger(IStore store, MemberId member, string currency)
{
    /// <summary>The purchases that refunds and voids among the events name, and those among the events that some wait for. Two
    /// point reads each.</summary>
    public async Task<Dictionary<EventId, NamedPurchase>> NamedPurchasesAsync(
        IEnumerable<ReceivedEvent> events, History history, CancellationToken cancellationToken)
    {
        var named = events
            .Where(received => received.Event.TakesFrom is not null || history.Waiting.ContainsKey(received.Event.Id))
            .Select(received => received.Event.TakesFrom ?? received.Event.Id)
            .Distinct();
        var purchases = await Task.WhenAll(named.Select(purchase => PurchaseAsync(purchase, cancellationToken)));
        return purchases.ToDictionary(purchase => purchase.Id);
    }

    /// <summary>A purchase that a reward is used on. One point read, and two more where something was taken from it; all of the ledger
    /// where that has events of several numbers.</summary>
    public async Task<NamedPurchase> UsedOnAsync(Member known, EventId purchase, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(MemberKeys.Refunds(purchase), cancellationToken);
        if (known.HasJointLedger)
        {
            var joint = JointLedger.Of(await AllAsync(known.Numbers, cancellationToken));
            return new(purchase, joint.Find(purchase), RefundsRow.ReadUsed(row));
        }

        return RefundsRow.Read(row) is { Count: > 0 }
            ? await PurchaseAsync(purchase, cancellationToken)
            : new(purchase, null, RefundsRow.ReadUsed(row));
    }

    /// <summary>The rewards that were used on the purchases which the events are or name. A point read each.</summary>
    public async Task<Dictionary<EventId, ImmutableArray<UsedReward>>> UsedAsync(
        IEnumerable<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var concerned = events.Select(received => received.Event.TakesFrom ?? received.Event.Id).Distinct();
        var rows = await Task.WhenAll(concerned.Select(async purchase =>
            (Purchase: purchase, Row: await ReadAsync(MemberKeys.Refunds(purchase), cancellationToken))));
        return rows.ToDictionary(found => found.Purchase, found => RefundsRow.ReadUsed(found.Row));
    }

    /// <summary>Whether the events concern nothing that the ledger of several numbers has: purchases that nothing waits for, and whose
    /// ids no other number has used. They are then simply added. A point read for each event and other number.</summary>
    public async Task<bool> AreApartAsync(Member known, IEnumerable<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var all = events.Select(received => received.Event).ToList();
        if (all.Exists(one => one is not Purchase || known.History.Waiting.ContainsKey(one.Id)))
        {
            return false;
        }

        var others = await Task.WhenAll(
            from one in all
            from number in known.Numbers
            where number != one.Member
            select ReadAsync(MemberKeys.Event(one.Id, number, member), cancellationToken));
        return Array.TrueForAll(others, row => row is null);
    }

    /// <summary>All events of some numbers.</summary>
    public async Task<IReadOnlyList<DatedEvent>> AllAsync(IReadOnlyCollection<MemberId> numbers, CancellationToken cancellationToken)
    {
        var events = new List<DatedEvent>();
        await foreach (var row in store.ReadRangeAsync(
            Tables.Members, member.ToString(), MemberKeys.EventsFrom, MemberKeys.EventsBelow, cancellationToken))
        {
            var read = EventRow.Event(row, currency);
            if (numbers.Contains(read.Member))
            {
                events.Add(new(read, EventRow.Date(row)));
            }
        }

        return events;
    }

    /// <summary>The hashes of those of the events that are there already.</summary>
    public async Task<Dictionary<EventId, byte[]>> HashesAsync(IEnumerable<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(events.Select(async received => (
            received.Event.Id,
            Row: await ReadAsync(MemberKeys.Event(received.Event.Id, received.Event.Member, member), cancellationToken))));
        return rows.Where(found => found.Row is not null).ToDictionary(found => found.Id, found => EventRow.Hash(found.Row!));
    }

    private async Task<NamedPurchase> PurchaseAsync(EventId id, CancellationToken cancellationToken)
    {
        var refunds = ReadAsync(MemberKeys.Refunds(id), cancellationToken);
        var row = await ReadAsync(MemberKeys.Event(id, member, member), cancellationToken);
        var refundsRow = await refunds;
        var counted = row is not null && EventRow.Event(row, currency) is Purchase purchase
            ? new CountedPurchase(purchase, EventRow.Date(row), RefundsRow.Read(refundsRow))
            : null;
        return new(id, counted, RefundsRow.ReadUsed(refundsRow));
    }

    private Task<Row?> ReadAsync(string key, CancellationToken cancellationToken) =>
        store.ReadAsync(Tables.Members, member.ToString(), key, cancellationToken);
}
