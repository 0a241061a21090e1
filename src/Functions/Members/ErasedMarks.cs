using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Members;

/// <summary>Who was erased: a mark under a keyed hash of the number, so that a late event does not bring the member back. Read only
/// where there is no such member. While the erasure lasts, the mark has the id under which the member's sums are added once.</summary>
public sealed class ErasedMarks(IStore store, KeyedHashes hashes)
{
    private const string Kind = "member";
    private const string Key = "erased";

    internal async Task<Row?> FindAsync(MemberId member, CancellationToken cancellationToken)
    {
        foreach (var hash in hashes.All(Kind, member.ToString()))
        {
            if (await store.ReadAsync(Tables.Erased, hash, Key, cancellationToken) is { } row)
            {
                return row;
            }
        }

        return null;
    }

    internal Task PutAsync(MemberId member, Row? before, Fields fields, CancellationToken cancellationToken) => store.CommitAsync(
        Tables.Erased,
        before?.Partition ?? hashes.Newest(Kind, member.ToString()),
        [before is null ? new Write.Insert(Key, fields) : new Write.Replace(Key, fields, before.ETag)],
        cancellationToken);
}
