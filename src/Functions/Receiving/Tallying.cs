using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Receiving;

/// <summary>New events folded into a member's history and into what may be thanked for, and the rows that they write.</summary>
internal sealed class Tallying(Member member, Dictionary<EventId, CountedPurchase> purchases, ProgramVersions versions, Instant now)
{
    private readonly HashSet<EventId> taken = [];
    private readonly HashSet<EventId> touched = [];

    public History History { get; private set; } = member.History;

    public OutreachState Outreach { get; private set; } = member.Outreach;

    /// <summary>Those that would take the member past a limit, and are not counted.</summary>
    public HashSet<EventId> TooMany { get; } = [];

    public List<Write> Writes { get; } = [];

    public void Add(ReceivedEvent received)
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
            touched.Add(purchase.Purchase.Id);
            if (purchase.Refunds.Count > 0)
            {
                taken.Add(purchase.Purchase.Id);
            }
        }
    }

    /// <summary>When all events are added: a purchase that refunds took from writes one row, however many they were.</summary>
    public void Finish()
    {
        Writes.AddRange(taken.Select(purchase => RefundsRow.Write(purchase, purchases[purchase].Refunds)));
        Outreach = RecentPurchases.With(Outreach, touched.Select(purchase => purchases[purchase]), versions, now);
    }
}
