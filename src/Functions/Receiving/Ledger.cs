using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Functions.Receiving;

/// <summary>What a member's ledger says that counting new events rests on.</summary>
internal sealed class Ledger(IStore store, MemberId member, string currency)
{
    /// <summary>The purchases that refunds and voids among the events name, where the ledger has them. Two point reads each.
    /// </summary>
    public async Task<Dictionary<EventId, CountedPurchase>> NamedPurchasesAsync(
        IEnumerable<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var named = events.Select(received => received.Event.TakesFrom).OfType<EventId>().Distinct();
        var purchases = await Task.WhenAll(named.Select(purchase => PurchaseAsync(purchase, cancellationToken)));
        return purchases.OfType<CountedPurchase>().ToDictionary(counted => counted.Purchase.Id);
    }

    /// <summary>The hashes of those of the events that are there already.</summary>
    public async Task<Dictionary<EventId, byte[]>> HashesAsync(IEnumerable<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(events.Select(async received =>
            (received.Event.Id, Row: await ReadAsync(MemberKeys.Event(received.Event.Id), cancellationToken))));
        return rows.Where(found => found.Row is not null).ToDictionary(found => found.Id, found => EventRow.Hash(found.Row!));
    }

    private async Task<CountedPurchase?> PurchaseAsync(EventId id, CancellationToken cancellationToken)
    {
        var refunds = ReadAsync(MemberKeys.Refunds(id), cancellationToken);
        var row = await ReadAsync(MemberKeys.Event(id), cancellationToken);
        var refundsRow = await refunds;
        return row is not null && EventRow.Event(row, currency) is Purchase purchase
            ? new CountedPurchase(purchase, EventRow.Date(row), RefundsRow.Read(refundsRow))
            : null;
    }

    private Task<Row?> ReadAsync(string key, CancellationToken cancellationToken) =>
        store.ReadAsync(Tables.Members, member.ToString(), key, cancellationToken);
}
