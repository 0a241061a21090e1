using System.Collections.Immutable;
using Loyalty.Domain.Packing;
using Loyalty.Domain.Values;

namespace Loyalty.Domain.Purchases;

/// <content>How a history is packed into bytes: one form for one history, whatever the order of its events.</content>
public sealed partial class History
{
    /// <summary>The most bytes that a packed history may have: eight properties of 60 KiB.</summary>
    public const int MaxPackedBytes = 8 * 60 * 1024;

    private const int Form = 1;
    private const int LastDay = 3_652_058;

    /// <summary>
    /// The form's number, the categories in use (ordinal), the dates, and the refunds that wait. A date is the days since the
    /// one before, purchases, discounts and goods; goods are a category's place, the amount and the quantity.
    /// </summary>
    public byte[] Pack()
    {
        var writer = new PackedWriter(64 + (days.Length * 16));
        writer.Number(Form);
        var (inUse, placeInUse) = CategoriesInUse();
        writer.Number(inUse.Length);
        foreach (var category in inUse)
        {
            writer.Ascii(category.ToString());
        }

        writer.Number(days.Length);
        writer.Number(goods.Length);
        Span<CategoryGoods> sorted = [];
        for (int i = 0, before = 0; i < days.Length; before = days[i], i++)
        {
            writer.Number(days[i] - before);
            writer.Number(purchases[i]);
            writer.Number(discounts[i]);
            var ofDate = GoodsAt(i);
            writer.Number(ofDate.Length);
            if (sorted.Length < ofDate.Length)
            {
                sorted = new CategoryGoods[ofDate.Length];
            }

            var isSorted = true;
            for (var j = 0; j < ofDate.Length; j++)
            {
                sorted[j] = new(placeInUse[ofDate[j].Category], ofDate[j].Goods);
                isSorted &= j == 0 || sorted[j - 1].Category < sorted[j].Category;
            }

            // What was unpacked is.
            if (!isSorted)
            {
                sorted[..ofDate.Length].Sort(static (left, right) => left.Category.CompareTo(right.Category));
            }

            foreach (var (category, sum) in sorted[..ofDate.Length])
            {
                writer.Number(category);
                writer.Number(sum.Amount);
                writer.Number(sum.Quantity);
            }
        }

        PackWaiting(ref writer);
        return writer.Finish();
    }

    /// <summary>The history that was packed; a <see cref="FormatException"/> where the bytes are damaged.</summary>
    public static History Unpack(ReadOnlySpan<byte> packed)
    {
        var reader = new PackedReader(packed);
        if (reader.Number() != Form)
        {
            throw PackedReader.Corrupt();
        }

        var categories = new Category[reader.Count()];
        for (var i = 0; i < categories.Length; i++)
        {
            categories[i] = Category.Parse(reader.Ascii());
        }

        var count = reader.Count();
        var goods = new CategoryGoods[reader.Count()];
        var (days, purchases, discounts, ends) = (new int[count], new int[count], new long[count], new int[count]);
        var end = 0;
        for (int i = 0, day = 0; i < count; i++)
        {
            days[i] = day += reader.Number(LastDay - day);
            purchases[i] = reader.Number(int.MaxValue);
            discounts[i] = reader.Number();
            ends[i] = reader.Number(goods.Length - end) + end;
            for (; end < ends[i]; end++)
            {
                goods[end] = new(reader.Number(categories.Length - 1), new(reader.Number(), reader.Number()));
            }
        }

        var waiting = UnpackWaiting(ref reader);
        return reader.AtEnd && end == goods.Length
            ? new(days, purchases, discounts, ends, goods, categories, waiting)
            : throw PackedReader.Corrupt();
    }

    private (Category[] InUse, int[] PlaceInUse) CategoriesInUse()
    {
        var used = new bool[categories.Length];
        foreach (var entry in goods)
        {
            used[entry.Category] = true;
        }

        Category[] inUse = [.. categories.Where((_, place) => used[place])];
        Array.Sort(inUse);
        return (inUse, Array.ConvertAll(categories, category => Array.BinarySearch(inUse, category)));
    }

    private void PackWaiting(ref PackedWriter writer)
    {
        writer.Number(Waiting.Count);
        foreach (var (purchase, refunds) in Waiting)
        {
            writer.Ascii(purchase.ToString());
            refunds.WriteTo(ref writer);
        }
    }

    private static ImmutableSortedDictionary<EventId, Refunds> UnpackWaiting(ref PackedReader reader)
    {
        var waiting = ImmutableSortedDictionary.CreateBuilder<EventId, Refunds>();
        for (var i = reader.Count(); i > 0; i--)
        {
            waiting[EventId.Parse(reader.Ascii())] = Refunds.ReadFrom(ref reader);
        }

        return waiting.ToImmutable();
    }
}
