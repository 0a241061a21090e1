using Loyalty.Domain.Members;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Finding;

/// <summary>
/// Finds members for staff. What was typed is read as a range of words where few members have it, and else, as all other filters are,
/// held against the lines in the order asked for. Either way a page looks at so many rows and no more, however many members there are.
/// </summary>
public sealed class MemberFinder(IStore store, FinderRows rows, Lookups lookups, PublishedProgram program)
{
    /// <summary>The rows that a page looks at in the order asked for.</summary>
    internal const int MostLookedAt = 2_000;

    /// <summary>The rows of words in each partition that are few enough to sort.</summary>
    internal const int MostGathered = 500;

    // Of one card or phone number, which a family may share.
    private const int MostOfLookup = 20;

    private const int LeastDigits = 5;
    private const int MostDigits = 20;

    internal async Task<FinderPage> FindAsync(FinderQuery query, CancellationToken cancellationToken)
    {
        var owners = await OwnersAsync(query, cancellationToken);
        return query.Terms.Count > 0 && await GatherAsync(query, owners, cancellationToken) is { } page
            ? page
            : await GoThroughAsync(query, owners.Select(line => line.Member).ToHashSet(), cancellationToken);
    }

    /// <summary>The page out of all lines of the term that says most; null where those are too many.</summary>
    private async Task<FinderPage?> GatherAsync(
        FinderQuery query, IEnumerable<FinderLine> owners, CancellationToken cancellationToken)
    {
        var term = query.Terms.MaxBy(beginnings => beginnings.Max(beginning => beginning.Length))!;
        var gathered = await Task.WhenAll(
            FinderKeys.Partitions.Select(partition => GatherAsync(partition, term, cancellationToken)));
        if (gathered.Contains(null))
        {
            return null;
        }

        List<(string Order, FinderLine Line)> lines =
        [
            .. gathered
                .SelectMany(some => some!)
                .Where(query.IsSaidBy)
                .Concat(owners)
                .DistinctBy(line => line.Member)
                .Where(query.Admits)
                .Select(line => (FinderKeys.Ordered(FinderKeys.Position(query.Sort, line), query.Descending), line))
                .Where(line => query.After is null
                    || string.CompareOrdinal(line.Item1, FinderKeys.Ordered(query.After, query.Descending)) > 0)
                .OrderBy(line => line.Item1, StringComparer.Ordinal),
        ];
        List<FinderLine> page = [.. lines.Take(query.Take).Select(line => line.Line)];
        return new(page, lines.Count > page.Count ? FinderKeys.Position(query.Sort, page[^1]) : null);
    }

    private async Task<IReadOnlyList<FinderLine>?> GatherAsync(
        string partition, IEnumerable<string> beginnings, CancellationToken cancellationToken)
    {
        var lines = new List<FinderLine>();
        foreach (var (from, below) in beginnings.Select(FinderKeys.Words))
        {
            await foreach (var row in store.ReadRangeAsync(Tables.Finder, partition, from, below, cancellationToken))
            {
                if (lines.Count == MostGathered)
                {
                    return null;
                }

                lines.Add(FinderLine.Read(row));
            }
        }

        return lines;
    }

    /// <summary>The page out of the lines in the order asked for, tier by tier and partition by partition at once.</summary>
    private async Task<FinderPage> GoThroughAsync(
        FinderQuery query, HashSet<MemberId> owners, CancellationToken cancellationToken)
    {
        var versions = await program.VersionsAsync(cancellationToken);
        var ranges = (query.Tier is { } tier
                ? [tier]
                : versions.Published.SelectMany(version => version.Program.Tiers.Levels).Select(level => level.Id).Distinct())
            .Select(level => FinderKeys.Range(query, level))
            .SelectMany(range => FinderKeys.Partitions.Select(partition => store.ReadRangeAsync(
                Tables.Finder, partition, range.From, range.Below, cancellationToken)));
        var (lines, seen, lookedAt) = (new List<FinderLine>(), new HashSet<MemberId>(), 0);
        var last = query.After;
        await foreach (var row in MergedRows.ReadAsync(ranges, row => FinderKeys.OrderOf(row.Key), cancellationToken))
        {
            var line = FinderLine.Read(row);
            var isFound = query.Admits(line) && (owners.Contains(line.Member) || query.IsSaidBy(line)) && !seen.Contains(line.Member);
            if (lookedAt++ == MostLookedAt || (isFound && lines.Count == query.Take))
            {
                return new(lines, last);
            }

            // A member whose tier changes while the rows are read may be met twice.
            if (isFound && seen.Add(line.Member))
            {
                lines.Add(line);
            }

            last = FinderKeys.Position(query.Sort, line);
        }

        return new(lines, null);
    }

    /// <summary>The lines of members whose card or phone number was typed.</summary>
    private async Task<IReadOnlyList<FinderLine>> OwnersAsync(FinderQuery query, CancellationToken cancellationToken)
    {
        var members = await Task.WhenAll(Numbers(query.Typed).Select(value => lookups.FindAsync(value, MostOfLookup, cancellationToken)));
        var lines = await Task.WhenAll(members.SelectMany(some => some).Distinct().Select(member => rows.FindAsync(member, cancellationToken)));
        return [.. lines.OfType<FinderLine>()];
    }

    private static IEnumerable<LookupValue> Numbers(string typed)
    {
        if (Identifier.IsValid(typed, Identifier.MaxLength))
        {
            yield return LookupValue.Card(typed);
        }

        if (typed.Count(char.IsAsciiDigit) is >= LeastDigits and <= MostDigits && !typed.Any(char.IsLetter))
        {
            yield return LookupValue.Phone(typed);
        }
    }
}
