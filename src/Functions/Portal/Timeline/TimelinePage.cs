using System.Buffers.Text;
using System.Text;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Functions.Portal.Timeline;

/// <summary>
/// Keeps the newest items after a place, and lets all others go: rows lie in the order of their keys, not of time, so a page goes
/// through all of them, and holds no more of them than it shows. The place is that of the item before, by its time and its key: what
/// comes in meanwhile moves nothing.
/// </summary>
internal sealed class TimelinePage(TimelineItem? after, int take)
{
    private static readonly char[] Separator = ['|'];

    private readonly SortedSet<TimelineItem> items = new(TimelineItem.NewestFirst);

    /// <summary>Newest first.</summary>
    public IEnumerable<TimelineItem> Items => items.Take(take);

    /// <summary>The place after which the next page begins; null where there is none.</summary>
    public string? Next => items.Count <= take ? null : Text(items.ElementAt(take - 1));

    public void Add(TimelineItem item)
    {
        if (after is not null && TimelineItem.NewestFirst.Compare(item, after) <= 0)
        {
            return;
        }

        items.Add(item);
        if (items.Count > take + 1)
        {
            items.Remove(items.Max!);
        }
    }

    /// <summary>The place that an answer said to be next; null where the text is none.</summary>
    public static TimelineItem? Place(string text)
    {
        if (!Base64Url.IsValid(text, out var length) || length > 1_000)
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator, 2);
        return parts.Length == 2 && StoredTimes.Sorted.Parse(parts[0]).TryGetValue(default, out var at)
            ? new(at, parts[1], "", _ => { })
            : null;
    }

    private static string Text(TimelineItem item) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{StoredTimes.Sorted.Format(item.At)}{Separator[0]}{item.Key}"));
}
