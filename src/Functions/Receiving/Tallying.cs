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

    public History History { get; private set; } = member.History;

    public OutreachState Outreach { get; private set; } = member.Outreach;

    /// <summary>The latest time that an event has.</summary>
    public Instant? LastAt { get; private set; }

    /// <summary>Those that would take the member past a limit, and are not counted.</summary>
    public HashSet<EventId> TooMany { get; } = [];

    public List<Write> Writes { get; } = [];

    /// <summary>Rewards that were used on purchases which have come back.</summary>
    public IReadOnlyList<UsedReward> ToReopen { get; private set; } = [];

    public void Add(ReceivedEvent received)
    {
        var purchaseEvent = received.Event;
        var date = versions.Newest.DateAt(purchaseEvent.Store, purchaseEvent.At);
        var takesFrom = purchaseEvent.TakesFrom is { } id ? purchases.GetValueOrDefault(id) : null;
        var counted = Counting.Count(History, purchaseEvent, date, takesFrom);
        if (counted.History.IsTooLarge)
        {
            TooMany.Add(purchaseEvent.Id);
            return;
        }

        History = counted.History;
        LastAt = LastAt >= purchaseEvent.At ? LastAt : purchaseEvent.At;
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
        Writes.AddRange(taken.Select(purchase => RefundsRow.Write(
            purchase, purchases[purchase].Refunds, named.GetValueOrDefault(purchase)?.Used ?? [])));
        Outreach = RecentPurchases.With(Outreach, touched.Select(purchase => purchases[purchase]), versions, now);
        ToReopen = [.. named.Values.Where(IsBack).SelectMany(purchase => purchase.Used)];
    }

    private bool IsBack(NamedPurchase purchase)
    {
        var counted = purchases.GetValueOrDefault(purchase.Id);
        var refunds = counted?.Refunds ?? History.Waiting.GetValueOrDefault(purchase.Id) ?? Refunds.None;
        return Reopening.IsDue(counted, refunds, versions);
    }
}
