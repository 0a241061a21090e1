using Loyalty.Domain.Members;
using Loyalty.Domain.Outreach;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Rewards;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using NodaTime;

namespace Loyalty.Functions.Receiving;

/// <summary>New events folded into a member's history and into what may be thanked for, and the rows that they write.</summary>
/// <param name="named">The purchases that the events name, and those that refunds wait for.</param>
internal sealed class Tallying(
    Member member, IReadOnlyDictionary<EventId, NamedPurchase> named, ProgramVersions versions, Instant now)
{
    private readonly Dictionary<EventId, CountedPurchase> purchases =
        named.Values.Select(purchase => purchase.Counted).OfType<CountedPurchase>().ToDictionary(counted => counted.Purchase.Id);

    private readonly HashSet<EventId> taken = [];
    private readonly HashSet<EventId> touched = [];

    private readonly HashSet<EventId> tooMany = [];
    private readonly List<Write> writes = [];
    private History history = member.History;
    private Instant? lastAt;

    public void Add(ReceivedEvent received)
    {
        var purchaseEvent = received.Event;
        var date = versions.Newest.DateAt(purchaseEvent.Store, purchaseEvent.At);
        var takesFrom = purchaseEvent.TakesFrom is { } id ? purchases.GetValueOrDefault(id) : null;
        var counted = Counting.Count(history, purchaseEvent, date, takesFrom);
        if (counted.History.IsTooLarge)
        {
            tooMany.Add(purchaseEvent.Id);
            return;
        }

        history = counted.History;
        lastAt = lastAt >= purchaseEvent.At ? lastAt : purchaseEvent.At;
        writes.Add(EventRow.Write(member.Id, purchaseEvent, received.Json, received.Hash, date, versions.On(date).Number, now));
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
    public Tally Finish()
    {
        writes.AddRange(taken.Select(purchase => RefundsRow.Write(
            purchase, purchases[purchase].Refunds, named.GetValueOrDefault(purchase)?.Used ?? [])));
        return new(
            history,
            RecentPurchases.With(member.Outreach, touched.Select(purchase => purchases[purchase]), versions, now),
            tooMany,
            writes,
            [.. named.Values.Where(IsBack).SelectMany(purchase => purchase.Used)],
            lastAt);
    }

    private bool IsBack(NamedPurchase purchase)
    {
        var counted = purchases.GetValueOrDefault(purchase.Id);
        var refunds = counted?.Refunds ?? history.Waiting.GetValueOrDefault(purchase.Id) ?? Refunds.None;
        return Reopening.IsDue(counted, refunds, versions);
    }
}
