using Loyalty.Domain.Purchases;
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

    /// <summary>A purchase that a reward is used on. One point read, and two more where something was taken from it.</summary>
    public async Task<NamedPurchase> UsedOnAsync(EventId purchase, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(MemberKeys.Refunds(purchase), cancellationToken);
        return RefundsRow.Read(row) is { Count: > 0 }
            ? await PurchaseAsync(purchase, cancellationToken)
            : new(purchase, null, RefundsRow.ReadUsed(row));
    }

    /// <summary>The hashes of those of the events that are there already.</summary>
    public async Task<Dictionary<EventId, byte[]>> HashesAsync(IEnumerable<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(events.Select(async received =>
            (received.Event.Id, Row: await ReadAsync(MemberKeys.Event(received.Event.Id), cancellationToken))));
        return rows.Where(found => found.Row is not null).ToDictionary(found => found.Id, found => EventRow.Hash(found.Row!));
    }

    private async Task<NamedPurchase> PurchaseAsync(EventId id, CancellationToken cancellationToken)
    {
        var refunds = ReadAsync(MemberKeys.Refunds(id), cancellationToken);
        var row = await ReadAsync(MemberKeys.Event(id), cancellationToken);
        var refundsRow = await refunds;
        var counted = row is not null && EventRow.Event(row, currency) is Purchase purchase
            ? new CountedPurchase(purchase, EventRow.Date(row), RefundsRow.Read(refundsRow))
            : null;
        return new(id, counted, RefundsRow.ReadUsed(refundsRow));
    }

    private Task<Row?> ReadAsync(string key, CancellationToken cancellationToken) =>
        store.ReadAsync(Tables.Members, member.ToString(), key, cancellationToken);
}
