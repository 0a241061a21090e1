using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Finding;

/// <summary>
/// Writes and takes out the rows under which a member is found. The member's own row there lists all others; every transaction
/// replaces it by its ETag, so that the rows are those of one line or of none, whoever else writes and whatever crashes.
/// </summary>
public sealed class FinderRows(IStore store)
{
    private const string Keys = "keys";
    private const char Between = '\n';

    /// <summary>The member's own row, made where it was not there. To be read before the member: a line that replaces it then says
    /// nothing older, and does not outlast an erasure, which takes it out.</summary>
    internal async Task<Row> OpenAsync(MemberId member, CancellationToken cancellationToken)
    {
        return await Contention.RetryAsync(
            async () =>
            {
                if (await ReadAsync(member, FinderKeys.Own(member), cancellationToken) is { } row)
                {
                    return row;
                }

                var insert = new Write.Insert(FinderKeys.Own(member), new Fields { { "member", member.ToString() } });
                await store.CommitAsync(Tables.Finder, FinderKeys.PartitionOf(member), [insert], cancellationToken);
                return null;
            },
            cancellationToken);
    }

    /// <summary>The line of a member's own row; null where there is none yet.</summary>
    internal async Task<FinderLine?> FindAsync(MemberId member, CancellationToken cancellationToken) =>
        await ReadAsync(member, FinderKeys.Own(member), cancellationToken) is { } row && row.Fields.Text(Keys) is not null
            ? FinderLine.Read(row)
            : null;

    /// <summary>Whether the member's rows are those of one line: the line that the own row says, or null where they are not, or are none.
    /// </summary>
    internal async Task<FinderLine?> WholeAsync(MemberId member, CancellationToken cancellationToken)
    {
        if (await ReadAsync(member, FinderKeys.Own(member), cancellationToken) is not { } own || own.Fields.Text(Keys) is null
            || FinderLine.TryRead(own) is not { } line || line.Member != member)
        {
            return null;
        }

        var (keys, fields) = (FinderKeys.Of(line), line.ToFields().ToHashSet());
        var rows = (await RowsAsync(member, keys, cancellationToken)).ToList();
        return keys.SetEquals(KeysOf(own)) && rows.Count == keys.Count && rows.TrueForAll(row => fields.SetEquals(row.Fields)) ? line : null;
    }

    /// <summary>Whether anything of a member is there.</summary>
    internal async Task<bool> HasAsync(MemberId member, CancellationToken cancellationToken) =>
        await ReadAsync(member, FinderKeys.Own(member), cancellationToken) is not null;

    /// <summary>Replaces all rows of a member. False where somebody else did since the own row was read.</summary>
    internal async Task<bool> ReplaceAsync(Row own, FinderLine line, CancellationToken cancellationToken)
    {
        var keys = FinderKeys.Of(line);
        var gone = KeysOf(own).Except(keys).ToList();
        var result = await CommitAsync(gone);
        if (result is CommitResult.Changed { Key: var missing } && missing != own.Key)
        {
            // The own row lists one that somebody has damaged.
            var there = await RowsAsync(line.Member, gone, cancellationToken);
            result = await CommitAsync(there.Select(row => row.Key));
        }

        return result is CommitResult.Committed;

        Task<CommitResult> CommitAsync(IEnumerable<string> deleted)
        {
            var fields = line.ToFields();
            var ofOwn = line.ToFields();
            ofOwn.Add(Keys, string.Join(Between, keys));
            Write[] writes =
            [
                new Write.Replace(own.Key, ofOwn, own.ETag),
                .. keys.Select(key => new Write.Put(key, fields)),
                .. deleted.Select(key => new Write.Delete(key)),
            ];
            return store.CommitAsync(Tables.Finder, FinderKeys.PartitionOf(line.Member), writes, cancellationToken);
        }
    }

    /// <summary>Takes out all rows of a member; done again it does nothing.</summary>
    internal Task ForgetAsync(MemberId member, CancellationToken cancellationToken) => Contention.RetryAsync(
        async () =>
        {
            if (await ReadAsync(member, FinderKeys.Own(member), cancellationToken) is not { } own)
            {
                return CommitResult.Committed.Instance;
            }

            var rows = await RowsAsync(member, KeysOf(own), cancellationToken);
            Write[] writes = [.. rows.Prepend(own).Select(row => new Write.Delete(row.Key, row.ETag))];
            return await store.CommitAsync(Tables.Finder, FinderKeys.PartitionOf(member), writes, cancellationToken) as CommitResult.Committed;
        },
        cancellationToken);

    private static string[] KeysOf(Row own) => own.Fields.Text(Keys)?.Split(Between) ?? [];

    private async Task<IEnumerable<Row>> RowsAsync(MemberId member, IEnumerable<string> keys, CancellationToken cancellationToken) =>
        (await Task.WhenAll(keys.Select(key => ReadAsync(member, key, cancellationToken)))).OfType<Row>();

    private Task<Row?> ReadAsync(MemberId member, string key, CancellationToken cancellationToken) =>
        store.ReadAsync(Tables.Finder, FinderKeys.PartitionOf(member), key, cancellationToken);
}
