using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Members;

/// <summary>Who was erased: a mark under a keyed hash of the number, so that a late event does not bring the member back. Read only
/// where there is no such member. Who was erased a moment ago is listed by the hash as well, until nothing that was on its way then
/// can still be found.</summary>
public sealed class ErasedMarks(IStore store, KeyedHashes hashes)
{
    private const string Kind = "member";
    private const string Key = "erased";
    private const string Recent = "recent";
    private const string First = "0";
    private const string Below = "~";

    internal async Task<ErasedMark?> FindAsync(MemberId member, CancellationToken cancellationToken)
    {
        foreach (var hash in hashes.All(Kind, member.ToString()))
        {
            if (await store.ReadAsync(Tables.Erased, hash, Key, cancellationToken) is { } row)
            {
                return ErasedMark.Read(row);
            }
        }

        return null;
    }

    /// <summary>Whether it was written; not where another wrote since <paramref name="before"/> was read.</summary>
    internal async Task<bool> TryPutAsync(MemberId member, Row? before, ErasedMark mark, CancellationToken cancellationToken)
    {
        var hash = before?.Partition ?? hashes.Newest(Kind, member.ToString());
        var fields = mark.ToFields();
        Write write = before is null ? new Write.Insert(Key, fields) : new Write.Replace(Key, fields, before.ETag);
        return await store.CommitAsync(Tables.Erased, hash, [write], cancellationToken) is CommitResult.Committed;
    }

    /// <summary>Lists the mark as one of a moment ago.</summary>
    internal Task AddRecentAsync(Row row, Instant at, CancellationToken cancellationToken)
    {
        var fields = new Fields { { "at", InstantPattern.ExtendedIso.Format(at) } };
        return store.CommitAsync(Tables.Erased, Recent, [new Write.Put(row.Partition, fields)], cancellationToken);
    }

    /// <summary>The hashes of those who were erased before an instant, and are listed still.</summary>
    internal async Task<HashSet<string>> RecentAsync(Instant before, CancellationToken cancellationToken)
    {
        var recent = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in store.ReadRangeAsync(Tables.Erased, Recent, First, Below, cancellationToken))
        {
            if (InstantPattern.ExtendedIso.Parse(row.Fields.Text("at")!).Value < before)
            {
                recent.Add(row.Key);
            }
        }

        return recent;
    }

    internal Task RemoveRecentAsync(string hash, CancellationToken cancellationToken) =>
        store.DeleteAsync(Tables.Erased, Recent, hash, cancellationToken);

    /// <summary>Whether a number is one of those with these hashes.</summary>
    internal bool IsOneOf(string member, HashSet<string> recent) => hashes.All(Kind, member).Any(recent.Contains);
}
