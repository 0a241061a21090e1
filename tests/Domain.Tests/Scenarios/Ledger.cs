using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Tests.Scenarios;

/// <summary>Counts events one by one in the order in which they come, as receiving does, and forgets doubles.</summary>
internal static class Ledger
{
    public static History Count(ProgramVersions versions, IEnumerable<PurchaseEvent> events)
    {
        var history = History.Empty;
        var known = new HashSet<EventId>();
        var purchases = new Dictionary<EventId, CountedPurchase>();
        foreach (var purchaseEvent in events.Where(one => known.Add(one.Id)))
        {
            var date = versions.Newest.DateAt(purchaseEvent.Store, purchaseEvent.At);
            var named = purchaseEvent.TakesFrom is { } id ? purchases.GetValueOrDefault(id) : null;
            var counted = Counting.Count(history, purchaseEvent, date, named);
            history = counted.History;
            if (counted.Purchase is { } purchase)
            {
                purchases[purchase.Purchase.Id] = purchase;
            }
        }

        return history;
    }
}
