using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Domain.Purchases;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Functions.Erasing;

/// <summary>What members bought in a store in a month, whoever they were: purchases but for those that were voided, and
/// refunds of the others, by their own dates.
/// Money is in the currency's minor unit.</summary>
internal sealed record StoreMonth(string Month, string Store, long Purchases, long Amount, long Refunds, long Refunded)
{
    /// <summary>Of the rows of a ledger.</summary>
    public static ImmutableArray<StoreMonth> Of(IEnumerable<Row> events, string currency)
    {
        var all = events.Select(row => (Event: EventRow.Event(row, currency), Date: EventRow.Date(row)))
            .DistinctBy(one => one.Event with { Member = default })
            .ToList();
        var voided = all.Where(one => one.Event is PurchaseVoid).Select(one => one.Event.TakesFrom!.Value).ToHashSet();
        return
        [
            .. all
                .Where(one => one.Event is not PurchaseVoid && !voided.Contains(one.Event.TakesFrom ?? one.Event.Id))
                .GroupBy(one => (
                    Month: string.Create(CultureInfo.InvariantCulture, $"{one.Date.Year:0000}-{one.Date.Month:00}"),
                    Store: one.Event.Store.ToString()))
                .Select(group => new StoreMonth(
                    group.Key.Month,
                    group.Key.Store,
                    group.Count(one => one.Event is Purchase),
                    group.Sum(one => (one.Event as Purchase)?.Amount ?? 0),
                    group.Count(one => one.Event is Refund),
                    group.Sum(one => (one.Event as Refund)?.Amount ?? 0))),
        ];
    }
}
