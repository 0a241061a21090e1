using Loyalty.Domain.Programs;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Tests.Reference;

/// <summary>From events to dates: "Local date", "What is left", "stands", "Spend" and "Visit" of CONTRACT section 3.</summary>
internal static class ReferencePurchases
{
    /// <summary>The dates up to <paramref name="x"/> that have a standing purchase, in order.</summary>
    public static IReadOnlyList<ReferenceDate> Dates(ReferenceVersions versions, IEnumerable<PurchaseEvent> events, LocalDate x)
    {
        // "An event is known by member + id, whatever its type. The same event again changes nothing" and "the first stored counts"
        var known = events.DistinctBy(one => one.Id).ToList();
        return
        [
            .. known.OfType<Purchase>()
                .Where(purchase => Stands(purchase, known))
                .GroupBy(purchase => LocalDateOf(purchase, versions.Newest))
                // "Purchases dated after x are left out"
                .Where(date => date.Key <= x)
                .OrderBy(date => date.Key)
                .Select(date => DateOf(date.Key, versions[versions.On(date.Key)], [.. date], known)),
        ];
    }

    // "the date of `at` in the time zone of its store (by the newest version given), or the program's; before `dayStart` by the
    // clock on the wall it is the date before"
    public static LocalDate LocalDateOf(Purchase purchase, LoyaltyProgram newest)
    {
        newest.Stores.TryGetValue(purchase.Store, out var store);
        var wall = purchase.At.InZone(store?.Zone ?? newest.Zone);
        var beforeDayStart = wall.TimeOfDay < (store?.DayStart ?? newest.DayStart);
        return beforeDayStart ? wall.Date - Period.FromDays(1) : wall.Date;
    }

    public static SortedDictionary<string, Goods> WhatIsLeft(Purchase purchase, IReadOnlyCollection<PurchaseEvent> known)
    {
        // "by category: the amounts and quantities of its lines, or, without lines, its amount under the empty category with
        // quantity 0"
        IEnumerable<Line> lines = purchase.Lines.IsEmpty ? [new Line(Category.Empty, 0, purchase.Amount)] : purchase.Lines;
        var bought = lines.GroupBy(line => line.Category.ToString()).ToDictionary(
            category => category.Key,
            category => new Goods(category.Sum(line => line.Amount), category.Sum(line => (long)line.Quantity)));
        var left = new SortedDictionary<string, Goods>(bought, StringComparer.Ordinal);

        // "it concerns the purchase of that id of the same member and nothing else"
        var refunds = known.OfType<Refund>().Where(refund => refund.Purchase == purchase.Id).ToList();

        // "Refunds with lines take their amounts and quantities from their categories"; "Nothing falls below 0, what cannot be
        // taken is forgotten"
        foreach (var line in refunds.SelectMany(refund => refund.Lines))
        {
            var category = line.Category.ToString();
            if (left.TryGetValue(category, out var goods))
            {
                left[category] = new Goods(Math.Max(0, goods.Amount - line.Amount), Math.Max(0, goods.Quantity - line.Quantity));
            }
        }

        // "after all of those, the refunds without lines take from the categories in ordinal order"
        foreach (var refund in refunds.Where(refund => refund.Lines.IsEmpty))
        {
            var toTake = refund.Amount;
            foreach (var (category, goods) in left.ToList())
            {
                var taken = Math.Min(toTake, goods.Amount);
                left[category] = goods with { Amount = goods.Amount - taken };
                toTake -= taken;
            }
        }

        // "a category whose amount was above 0 and is 0 has quantity 0"
        foreach (var (category, goods) in left.ToList())
        {
            if (bought[category].Amount > 0 && goods.Amount == 0)
            {
                left[category] = new Goods(0, 0);
            }
        }

        return left;
    }

    // "A purchase stands unless it is voided, or its amount was above 0 and no amount is left"
    public static bool Stands(Purchase purchase, IReadOnlyCollection<PurchaseEvent> known)
    {
        var voided = known.OfType<PurchaseVoid>().Any(one => one.Purchase == purchase.Id);
        var takenBack = purchase.Amount > 0 && WhatIsLeft(purchase, known).Values.Sum(goods => goods.Amount) == 0;
        return !voided && !takenBack;
    }

    private static ReferenceDate DateOf(
        LocalDate date, LoyaltyProgram version, IReadOnlyList<Purchase> standing, IReadOnlyCollection<PurchaseEvent> known)
    {
        var left = standing.SelectMany(purchase => WhatIsLeft(purchase, known)).ToLookup(one => one.Key, one => one.Value);

        // "Spend of a date d: the amounts left, but for the categories that v(d) excludes"
        var spend = left
            .Where(category => version.ExcludedCategories.All(excluded => excluded.ToString() != category.Key))
            .Sum(category => category.Sum(goods => goods.Amount));

        // "Visit: a date on which spend plus the standing purchases' discounts is at least v(d)'s minSpend"
        var isVisit = spend + standing.Sum(purchase => purchase.Discount) >= version.VisitMinSpend;
        return new ReferenceDate(
            date, spend, isVisit, left.ToDictionary(category => category.Key, category => category.Sum(goods => goods.Quantity)));
    }
}
