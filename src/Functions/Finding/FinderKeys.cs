using System.Globalization;
using System.Text;
using Loyalty.Domain.Values;
using Loyalty.Functions.Due;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Finding;

/// <summary>
/// The keys of the table of lines. A member's rows are all in one partition, so that one transaction replaces them: the member's own
/// row, which lists the others; one in each order, by tier, sort and member; one for each word; and one for the date on which the line
/// is stale. A stored name is a contract: add, never rename.
/// </summary>
internal static class FinderKeys
{
    /// <summary>Over how many partitions members are spread; never to be changed.</summary>
    public const int Shards = 4;

    // Ends each part of a key, and is before whatever else one has.
    private const char End = '!';

    // After whatever a key has.
    private const string Last = "~";

    // All that is in the parts of an order, as it sorts; backwards it takes the place of its mirror image.
    private const string Letters = "!$-.0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz|";
    private const string Plain = "-.0123456789:@_abcdefghijklmnopqrstuvwxyz";

    // A name of signs that take five letters each, and a member's number.
    private const int MostOfPosition = 400;

    private const string OwnPrefix = "member!";
    private const string WordPrefix = "word!";
    private const string StalePrefix = "stale!";

    public static IEnumerable<string> Partitions => Enumerable.Range(0, Shards).Select(Partition);

    public static string PartitionOf(MemberId member) => Partition(DueKeys.Shard(member, Shards));

    public static string Own(MemberId member) => OwnPrefix + member;

    /// <summary>All keys of a line but the member's own.</summary>
    public static IReadOnlySet<string> Of(FinderLine line)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sort in Enum.GetValues<FinderSort>())
        {
            var position = Position(sort, line);
            keys.Add(Prefix(sort, false, line.Tier) + position);
            keys.Add(Prefix(sort, true, line.Tier) + Ordered(position, true));
        }

        keys.UnionWith(FinderWords.Of(line.Member, line.Name, line.Email).Select(word => $"{WordPrefix}{Encoded(word)}{End}{line.Member}"));
        if (line.StaleOn is { } date)
        {
            keys.Add($"{StalePrefix}{LocalDatePattern.Iso.Format(date)}{End}{line.Member}");
        }

        return keys;
    }

    /// <summary>Where a line is in an order, rising.</summary>
    public static string Position(FinderSort sort, FinderLine line) => $"{Value(sort, line)}{End}{line.Member}{End}";

    /// <summary>What sorts as positions do in an order.</summary>
    public static string Ordered(string position, bool descending) => descending ? Reversed(position) : position;

    /// <summary>The part of a key by which it sorts among those of all tiers.</summary>
    public static string OrderOf(string key) => key[(key.IndexOf(End, key.IndexOf(End) + 1) + 1)..];

    /// <summary>Whether a text may be a position: it is asked only what comes after it.</summary>
    public static bool IsPosition(string text) =>
        text.Length is > 2 and < MostOfPosition && text[^1] == End && text.All(letter => Letters.Contains(letter, StringComparison.Ordinal));

    /// <summary>The rows of a tier in the order of a query, after its place and between what it both sorts and filters by.</summary>
    public static (string From, string Below) Range(FinderQuery query, string tier)
    {
        var prefix = Prefix(query.Sort, query.Descending, tier);
        var (least, most) = query.Sort switch
        {
            // A date at all is what is asked for where one end is.
            FinderSort.LastVisit when query.VisitedFrom is not null || query.VisitedTo is not null =>
                (query.VisitedFrom is { } from ? Value(from) : "0", query.VisitedTo is { } to ? Value(to) : ""),
            FinderSort.Spend =>
                (query.SpendFrom is { } from ? Value(from) : "", query.SpendTo is { } to ? Value(to) : ""),
            _ => ("", ""),
        };
        var (first, last) = query.Descending ? (Reversed(most), Reversed(least)) : (least, most);
        var after = query.After is { } place ? Ordered(place, query.Descending) + End : "";
        return (prefix + (string.CompareOrdinal(first, after) > 0 ? first : after), prefix + last + Last);
    }

    /// <summary>The words that begin so.</summary>
    public static (string From, string Below) Words(string beginning) =>
        (WordPrefix + Encoded(beginning), WordPrefix + Encoded(beginning) + Last);

    /// <summary>The lines that are stale on a date.</summary>
    public static (string From, string Below) Stale(LocalDate today) =>
        (StalePrefix, StalePrefix + LocalDatePattern.Iso.Format(today) + Last);

    private static string Partition(int shard) => string.Create(CultureInfo.InvariantCulture, $"{shard:00}");

    private static string Prefix(FinderSort sort, bool descending, string tier) =>
        $"{sort}.{(descending ? "down" : "up")}{End}{tier}{End}";

    private static string Value(FinderSort sort, FinderLine line) => sort switch
    {
        FinderSort.LastVisit => line.LastVisit is { } date ? Value(date) : "",
        FinderSort.Spend => Value(line.Spend),
        FinderSort.Name => Encoded(FinderWords.Sorted(line.Name)),
        _ => "",
    };

    private static string Value(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string Value(long spend) => spend.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Sorts as the text does, letter by letter, with scripts other than the Latin one after it.</summary>
    private static string Encoded(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = letter == ' ' ? encoded.Append('$')
                : Plain.Contains(letter, StringComparison.Ordinal) ? encoded.Append(letter)
                : encoded.Append(CultureInfo.InvariantCulture, $"|{(int)letter:x4}");
        }

        return encoded.ToString();
    }

    private static string Reversed(string text) =>
        string.Create(text.Length, text, (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Letters[^(Letters.IndexOf(from[i], StringComparison.Ordinal) + 1)];
            }
        });
}
