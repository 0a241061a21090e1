using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Purchases;

/// <summary>Counts one event that the ledger does not have yet.</summary>
public static class Counting
{
    /// <param name="date">The event's date at its store.</param>
    /// <param name="named">The purchase that a refund or void names, where the ledger has it.</param>
    public static Counted Count(History history, PurchaseEvent purchaseEvent, LocalDate date, CountedPurchase? named)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(purchaseEvent);
        return purchaseEvent.TakesFrom is { } taken
            ? TakeBack(history, purchaseEvent, taken, named)
            : Count(history, (Purchase)purchaseEvent, date);
    }

    private static Counted Count(History history, Purchase purchase, LocalDate date)
    {
        var waited = history.Waiting.GetValueOrDefault(purchase.Id);
        var counted = new CountedPurchase(purchase, date, (waited ?? Refunds.None).Of(purchase));
        return new(history.StopWaiting(purchase.Id).Add(date, counted.Left), counted);
    }

    private static Counted TakeBack(History history, PurchaseEvent refundOrVoid, EventId purchase, CountedPurchase? named)
    {
        if (named is null)
        {
            // Also where the ledger has a refund of that id: then it waits in vain, but whichever of the two came first.
            var waiting = history.Waiting.GetValueOrDefault(purchase) ?? Refunds.None;
            return new(history.Wait(purchase, waiting.With(refundOrVoid)), null);
        }

        var taken = named with { Refunds = named.Refunds.With(refundOrVoid).Of(named.Purchase) };
        return new(history.Remove(named.Date, named.Left).Add(named.Date, taken.Left), taken);
    }
}
