using System.Collections.Immutable;
using Loyalty.Domain.Values;
using NodaTime;

namespace Loyalty.Domain.Purchases;

/// <summary>
/// What a member's events come to: by local date, how many purchases stand, their discounts and what is left of them by
/// category; and the refunds and voids that wait for their purchase. Immutable. Dates are numbered as
/// <see cref="DateOnly.DayNumber"/> does.
/// </summary>
public sealed partial class History
{
    /// <summary>The most refunds and voids that may wait for their purchases.</summary>
    public const int MaxWaiting = 400;

    // By place of the date: its number (rising), standing purchases, discounts, and where its goods end in the list of all.
    private readonly int[] days;
    private readonly int[] purchases;
    private readonly long[] discounts;
    private readonly int[] goodsEnds;
    private readonly CategoryGoods[] goods;
    private readonly Category[] categories;

    private History(
        int[] days,
        int[] purchases,
        long[] discounts,
        int[] goodsEnds,
        CategoryGoods[] goods,
        Category[] categories,
        ImmutableSortedDictionary<EventId, Refunds> waiting)
    {
        this.days = days;
        this.purchases = purchases;
        this.discounts = discounts;
        this.goodsEnds = goodsEnds;
        this.goods = goods;
        this.categories = categories;
        Waiting = waiting;
    }

    public static History Empty { get; } =
        new([], [], [], [], [], [], ImmutableSortedDictionary<EventId, Refunds>.Empty);

    /// <summary>By the id of the purchase that they wait for.</summary>
    public ImmutableSortedDictionary<EventId, Refunds> Waiting { get; }

    /// <summary>The last date with a standing purchase, or null.</summary>
    public LocalDate? LastDate => days.Length == 0 ? null : LocalDate.FromDateOnly(DateOnly.FromDayNumber(days[^1]));

    /// <summary>The first date with a standing purchase, or null.</summary>
    public LocalDate? FirstDate => days.Length == 0 ? null : LocalDate.FromDateOnly(DateOnly.FromDayNumber(days[0]));

    /// <summary>The dates with a standing purchase from one on, rising.</summary>
    public IEnumerable<LocalDate> DatesFrom(LocalDate first) => days
        .Select(day => LocalDate.FromDateOnly(DateOnly.FromDayNumber(day)))
        .Where(date => date >= first);

    /// <summary>How many refunds and voids wait.</summary>
    public int WaitingCount => Waiting.Values.Sum(refunds => refunds.Count);

    /// <summary>Whether this is past what a member may have: too many refunds that wait, or too much to be packed.</summary>
    public bool IsTooLarge =>
        WaitingCount > MaxWaiting || (PackedBytesAtMost > MaxPackedBytes && Pack().Length > MaxPackedBytes);

    /// <summary>The dates, rising.</summary>
    internal ReadOnlySpan<int> Days => days;

    /// <summary>Of the purchases of each date.</summary>
    internal ReadOnlySpan<long> Discounts => discounts;

    /// <summary>The names of the categories, in no order.</summary>
    internal ReadOnlySpan<Category> Categories => categories;

    /// <summary>The goods of the date at a place.</summary>
    internal ReadOnlySpan<CategoryGoods> GoodsAt(int place) => goods.AsSpan(GoodsStart(place)..goodsEnds[place]);

    /// <summary>This and a purchase of a date, as far as it is left.</summary>
    public History Add(LocalDate date, PurchaseLeft left)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.Stands ? Change(date, left, 1) : this;
    }

    /// <summary>This without a purchase that was added with what was left of it then; a
    /// <see cref="HistoryMismatchException"/> where it cannot have been.</summary>
    public History Remove(LocalDate date, PurchaseLeft left)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.Stands ? Change(date, left, -1) : this;
    }

    /// <summary>This with all the refunds that wait for a purchase.</summary>
    public History Wait(EventId purchase, Refunds refunds) => WithWaiting(Waiting.SetItem(purchase, refunds));

    /// <summary>This without refunds that wait for the purchase.</summary>
    public History StopWaiting(EventId purchase) => Waiting.ContainsKey(purchase) ? WithWaiting(Waiting.Remove(purchase)) : this;

    private History WithWaiting(ImmutableSortedDictionary<EventId, Refunds> waiting) =>
        new(days, purchases, discounts, goodsEnds, goods, categories, waiting);

    // Numbers take at most ten bytes, ids and categories a byte more than their characters.
    private long PackedBytesAtMost =>
        100 + (categories.Length * 65L) + (days.Length * 40L) + (goods.Length * 25L)
        + Waiting.Values.Sum(refunds => 180L + (refunds.Lines.Count * 90L));

    private int GoodsStart(int place) => place == 0 ? 0 : goodsEnds[place - 1];

    private History Change(LocalDate date, PurchaseLeft left, int sign)
    {
        var day = date.ToDateOnly().DayNumber;
        var place = Array.BinarySearch(days, day);
        var isNew = place < 0;
        place = isNew ? ~place : place;
        var allCategories = WithCategories(left);
        var changed = Merge(isNew ? [] : GoodsAt(place), left, sign, allCategories);
        var count = (isNew ? 0 : purchases[place]) + sign;
        var discount = checked((isNew ? 0 : discounts[place]) + (sign * left.Discount));
        if (count < 0 || discount < 0 || (count == 0 && (changed.Count > 0 || discount > 0)))
        {
            throw new HistoryMismatchException();
        }

        var replaced = isNew ? 0 : 1;
        var insert = count == 0 ? 0 : 1;
        var start = GoodsStart(place);
        var end = isNew ? start : goodsEnds[place];
        var newEnds = Splice(goodsEnds, place, replaced, insert, start + changed.Count);
        for (var i = place + insert; i < newEnds.Length; i++)
        {
            newEnds[i] += changed.Count - (end - start);
        }

        var newGoods = new CategoryGoods[goods.Length - (end - start) + changed.Count];
        goods.AsSpan(0, start).CopyTo(newGoods);
        changed.CopyTo(newGoods, start);
        goods.AsSpan(end).CopyTo(newGoods.AsSpan(start + changed.Count));
        return new(
            Splice(days, place, replaced, insert, day),
            Splice(purchases, place, replaced, insert, count),
            Splice(discounts, place, replaced, insert, discount),
            newEnds,
            newGoods,
            allCategories,
            Waiting);
    }

    private Category[] WithCategories(PurchaseLeft left)
    {
        List<Category>? added = null;
        foreach (var (category, _) in left.Categories)
        {
            if (Array.IndexOf(categories, category) < 0)
            {
                (added ??= []).Add(category);
            }
        }

        return added is null ? categories : [.. categories, .. added];
    }

    private static List<CategoryGoods> Merge(
        ReadOnlySpan<CategoryGoods> before, PurchaseLeft left, int sign, Category[] allCategories)
    {
        var merged = new List<CategoryGoods>(before.Length + left.Categories.Length);
        merged.AddRange(before);
        foreach (var (category, change) in left.Categories)
        {
            var index = Array.IndexOf(allCategories, category);
            var at = merged.FindIndex(entry => entry.Category == index);
            var was = at < 0 ? default : merged[at].Goods;
            var sum = sign > 0 ? was + change : was - change;
            if (sum.Amount < 0 || sum.Quantity < 0)
            {
                throw new HistoryMismatchException();
            }

            if (at < 0)
            {
                merged.Add(new(index, sum));
            }
            else if (sum == default)
            {
                merged.RemoveAt(at);
            }
            else
            {
                merged[at] = new(index, sum);
            }
        }

        return merged;
    }

    /// <summary>A copy in which <paramref name="insert"/> times the value stands in place of what was <paramref name="replaced"/>.
    /// </summary>
    private static T[] Splice<T>(T[] source, int place, int replaced, int insert, T value)
    {
        var result = new T[source.Length - replaced + insert];
        source.AsSpan(0, place).CopyTo(result);
        result.AsSpan(place, insert).Fill(value);
        source.AsSpan(place + replaced).CopyTo(result.AsSpan(place + insert));
        return result;
    }
}
