using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Receiving;

/// <summary>New events folded into a member's history, and the rows that they write.</summary>
internal sealed class Tallying(History history, Dictionary<EventId, CountedPurchase> purchases)
{
    private readonly HashSet<EventId> taken = [];

    public History History { get; private set; } = history;

    /// <summary>Those that would take the member past a limit, and are not counted.</summary>
    public HashSet<EventId> TooMany { get; } = [];

    public List<Write> Writes { get; } = [];

    public void Add(ReceivedEvent received, ProgramVersions versions, Instant now)
    {
        var purchaseEvent = received.Event;
        var date = versions.Newest.DateAt(purchaseEvent.Store, purchaseEvent.At);
        var named = purchaseEvent.TakesFrom is { } id ? purchases.GetValueOrDefault(id) : null;
        var counted = Counting.Count(History, purchaseEvent, date, named);
        if (counted.History.IsTooLarge)
        {
            TooMany.Add(purchaseEvent.Id);
            return;
        }

        History = counted.History;
        Writes.Add(EventRow.Write(purchaseEvent, received.Json, received.Hash, date, versions.On(date).Number, now));
        if (counted.Purchase is { } purchase)
        {
            purchases[purchase.Purchase.Id] = purchase;
            if (purchase.Refunds.Count > 0)
            {
                taken.Add(purchase.Purchase.Id);
            }
        }
    }

    /// <summary>One row for each purchase that refunds took from, however many they were.</summary>
    public void AddRefunds() =>
        Writes.AddRange(taken.Select(purchase => RefundsRow.Write(purchase, purchases[purchase].Refunds)));
}
