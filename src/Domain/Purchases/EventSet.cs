using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Purchases;

/// <summary>Events of many members, each known by member and id, and what they come to. The order in which they are added
/// matters only where one id is used for two of them: then the first counts.</summary>
public sealed class EventSet
{
    private readonly Dictionary<MemberId, Dictionary<EventId, PurchaseEvent>> members = [];

    /// <summary>The members whom an event names, ordinal.</summary>
    public IEnumerable<MemberId> Members => members.Keys.Order();

    public EventAddition Add(PurchaseEvent purchaseEvent)
    {
        ArgumentNullException.ThrowIfNull(purchaseEvent);
        if (!members.TryGetValue(purchaseEvent.Member, out var events))
        {
            members.Add(purchaseEvent.Member, events = []);
        }

        if (events.TryAdd(purchaseEvent.Id, purchaseEvent))
        {
            return EventAddition.New;
        }

        return events[purchaseEvent.Id] == purchaseEvent ? EventAddition.Double : EventAddition.IdReused;
    }

    /// <summary>What the member's events come to, dated by the newest version of the program.</summary>
    public History HistoryOf(MemberId member, LoyaltyProgram newest)
    {
        ArgumentNullException.ThrowIfNull(newest);
        var events = members.GetValueOrDefault(member) ?? [];
        var refunds = new Dictionary<EventId, Refunds>();
        foreach (var refundOrVoid in events.Values)
        {
            if (refundOrVoid.TakesFrom is { } id)
            {
                refunds[id] = (refunds.GetValueOrDefault(id) ?? Refunds.None).With(refundOrVoid);
            }
        }

        var history = History.Empty;
        foreach (var purchase in events.Values.OfType<Purchase>().OrderBy(purchase => purchase.At))
        {
            var left = PurchaseLeft.Of(purchase, refunds.GetValueOrDefault(purchase.Id) ?? Refunds.None);
            history = history.Add(newest.DateAt(purchase.Store, purchase.At), left);
        }

        return history;
    }
}
