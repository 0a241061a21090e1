using System.Collections.Immutable;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Purchases;

/// <summary>
/// What the events of all numbers of one person come to: a function of their set, whatever came first. The same event but for the
/// number that it names counts once. A refund or void concerns the purchase of the number that it names, and where that has none,
/// the purchase of that id of the first number that has one.
/// </summary>
public sealed class JointLedger
{
    private JointLedger(History history, ImmutableArray<CountedPurchase> purchases, Instant? lastAt) =>
        (History, Purchases, LastAt) = (history, purchases, lastAt);

    public History History { get; }

    /// <summary>Each that counts, once.</summary>
    public ImmutableArray<CountedPurchase> Purchases { get; }

    /// <summary>The latest time that an event has; null where there is none.</summary>
    public Instant? LastAt { get; }

    public static JointLedger Of(IEnumerable<DatedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var all = events.OrderBy(dated => dated.Event.Member).ToList();
        var once = all.DistinctBy(dated => Whoever(dated.Event)).ToList();
        var own = new Dictionary<(MemberId Member, EventId Id), PurchaseEvent>();
        var first = new Dictionary<EventId, PurchaseEvent>();
        foreach (var purchase in all.Select(dated => dated.Event).OfType<Purchase>())
        {
            own[(purchase.Member, purchase.Id)] = Whoever(purchase);
            first.TryAdd(purchase.Id, Whoever(purchase));
        }

        var (taken, waiting) = (new Dictionary<PurchaseEvent, Refunds>(), new Dictionary<EventId, Refunds>());
        foreach (var refundOrVoid in once.Select(dated => dated.Event))
        {
            if (refundOrVoid.TakesFrom is not { } id)
            {
                continue;
            }

            if ((own.GetValueOrDefault((refundOrVoid.Member, id)) ?? first.GetValueOrDefault(id)) is { } purchase)
            {
                taken[purchase] = (taken.GetValueOrDefault(purchase) ?? Refunds.None).With(refundOrVoid);
            }
            else
            {
                waiting[id] = (waiting.GetValueOrDefault(id) ?? Refunds.None).With(refundOrVoid);
            }
        }

        var history = waiting.Aggregate(History.Empty, (waits, refunds) => waits.Wait(refunds.Key, refunds.Value));
        var purchases = ImmutableArray.CreateBuilder<CountedPurchase>();
        foreach (var dated in once.OrderBy(dated => dated.Date))
        {
            if (dated.Event is Purchase purchase)
            {
                var refunds = (taken.GetValueOrDefault(Whoever(purchase)) ?? Refunds.None).Of(purchase);
                purchases.Add(new(purchase, dated.Date, refunds));
                history = history.Add(dated.Date, purchases[^1].Left);
            }
        }

        return new(history, purchases.DrainToImmutable(), all.Max(dated => (Instant?)dated.Event.At));
    }

    /// <summary>The purchase of an id: where several numbers have one, any that still stands.</summary>
    public CountedPurchase? Find(EventId id) =>
        Purchases.Where(counted => counted.Purchase.Id == id).OrderByDescending(counted => counted.Left.Stands).FirstOrDefault();

    private static PurchaseEvent Whoever(PurchaseEvent purchaseEvent) => purchaseEvent with { Member = default };
}
