using System.Collections.Immutable;
using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Scenarios;

/// <summary>Purchases on drawn dates, around day starts, of amounts around the thresholds, and what takes them back.</summary>
internal sealed class DrawnEvents(Draw draw, DrawnDates dates, LoyaltyProgram newest)
{
    private readonly List<Purchase> purchases = [];
    private int refunds;

    public ImmutableArray<PurchaseEvent> Any(int most)
    {
        var count = draw.Between(most / 4, most);
        while (purchases.Count < count)
        {
            purchases.Add(NextPurchase());
        }

        var taken = new List<PurchaseEvent>();
        var takenPercent = draw.OneOf(0, 20, 60);
        foreach (var purchase in purchases)
        {
            while (draw.Chance(takenPercent))
            {
                taken.Add(draw.Chance(85) ? AnyRefund(purchase) : AnyVoid(purchase.Id));
            }
        }

        if (draw.Chance(15))
        {
            var nowhere = NextPurchase() with { Id = EventId.Parse("p-nowhere") };
            taken.Add(draw.Chance(50) ? AnyRefund(nowhere) : AnyVoid(nowhere.Id));
        }

        return [.. draw.Shuffled(purchases.Concat(taken))];
    }

    public Purchase NextPurchase()
    {
        var store = StoreId.Parse(draw.OneOf(DrawnPrograms.StoreIds));
        var purchase = Some.Purchase(id: $"p-{purchases.Count}", amount: Amount(), discount: draw.OneOf(0, 0, 0, 1, 50, 100)) with
        {
            Store = store,
            At = purchases.Count > 0 && draw.Chance(8) ? draw.OneOf(purchases).At : InstantAt(store),
        };
        return draw.Chance(50) ? purchase : purchase with { Lines = [.. Lines(purchase.Amount)] };
    }

    public Refund AnyRefund(Purchase purchase)
    {
        var part = draw.OneOf(1, 49, 50, 100, purchase.Amount / 2, purchase.Amount - 1, purchase.Amount, purchase.Amount + 1);
        var amount = Math.Clamp(part, 1, PurchaseLimits.MaxAmount);
        var refund = Some.Refund(amount, of: purchase.Id.ToString(), id: $"r-{refunds++}") with
        {
            At = purchase.At + Duration.FromHours(draw.OneOf(-48, 0, 1, 30, 3000)),
        };
        return draw.Between(0, 3) switch
        {
            0 or 1 => refund,
            // Of what was bought, whole lines or a part of their quantity.
            2 when purchase.Lines.Any(line => line.Amount > 0) => LinesOf(refund, purchase.Lines),
            _ => refund with { Lines = [.. Lines(refund.Amount)] },
        };
    }

    public PurchaseVoid AnyVoid(EventId purchase) =>
        Some.Void(of: purchase.ToString(), id: $"v-{refunds++}") with { At = dates.Any().AtMidnight().InUtc().ToInstant() };

    private Refund LinesOf(Refund refund, ImmutableArray<Line> bought)
    {
        var lines = bought.Where(line => line.Amount > 0 && draw.Chance(70)).ToList();
        lines = lines.Count == 0 ? [bought.First(line => line.Amount > 0)] : lines;
        return refund with
        {
            Amount = lines.Sum(line => line.Amount),
            Lines = [.. lines.Select(line => line with { Quantity = draw.Between(1, line.Quantity) })],
        };
    }

    private IEnumerable<Line> Lines(long amount)
    {
        var rest = amount;
        for (var more = draw.Between(0, 3); more > 0; more--)
        {
            var part = draw.OneOf(0, rest / 2, rest / 3, Math.Min(rest, 1));
            rest -= part;
            yield return Some.Line(draw.OneOf(DrawnPrograms.CategoryIds), draw.Between(1, 5), part);
        }

        yield return Some.Line(draw.OneOf(DrawnPrograms.CategoryIds), draw.OneOf(1, 2, 9, 40), rest);
    }

    private long Amount() => draw.Chance(2)
        ? PurchaseLimits.MaxAmount
        : draw.OneOf(0, 1, 49, 50, 51, 99, 100, 100, 101, 149, 150, 200, 299, 300, 301, 1000);

    /// <summary>An instant of the drawn date at the store, often the first or the last of it.</summary>
    private Instant InstantAt(StoreId store)
    {
        var rules = newest.Stores.GetValueOrDefault(store);
        var dayStart = rules?.DayStart ?? newest.DayStart;
        var (lastSecond, skippedInSpring) = (new LocalTime(23, 59, 59), new LocalTime(2, 30));
        var time = draw.OneOf(
            dayStart, dayStart, dayStart.PlusSeconds(-1), LocalTime.Midnight, lastSecond, skippedInSpring, LocalTime.Noon);
        var date = dates.Next().PlusDays(time < dayStart ? 1 : 0);
        return date.At(time).InZoneLeniently(rules?.Zone ?? newest.Zone).ToInstant();
    }
}
