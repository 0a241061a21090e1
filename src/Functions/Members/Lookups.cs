using Loyalty.Domain.Members;
using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.Functions.Members;

/// <summary>
/// Finds members by card, phone or address. A row is written before the member's transaction and taken out after it, and the member's
/// row alone says what is so: whatever a crash or a race leaves is passed over. The member's partition lists the rows that lead to it,
/// so that erasing finds those under an older key, too.
/// </summary>
public sealed class Lookups(IStore store, KeyedHashes hashes)
{
    // A partition has a row for each member who ever had the value; nobody shares one with so many.
    private const int MostLookedAt = 100;

    private const int Several = 2;

    private const string First = "0";
    private const string Below = "~";

    /// <summary>The members who have the value: at most two, since nobody is named where there are several.</summary>
    public Task<IReadOnlyCollection<MemberId>> FindAsync(LookupValue value, CancellationToken cancellationToken) =>
        FindAsync(value, Several, cancellationToken);

    /// <summary>The members who have the value, at most so many.</summary>
    public async Task<IReadOnlyCollection<MemberId>> FindAsync(LookupValue value, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        var found = new HashSet<MemberId>();
        foreach (var hash in hashes.All(value.Kind, value.Value))
        {
            var lookedAt = 0;
            await foreach (var row in store.ReadRangeAsync(Tables.Lookups, hash, First, Below, cancellationToken))
            {
                if (found.Count >= most || lookedAt++ == MostLookedAt)
                {
                    break;
                }

                var number = MemberId.Parse(row.Key);
                if (await store.ReadMemberAsync(number, cancellationToken) is { } owner
                    && LookupValue.Of(MemberRow.Read(owner).Profile).Contains(value))
                {
                    found.Add(MemberRow.MergedIntoOf(owner) is null
                        ? number
                        : (await store.FindMemberAsync(number, toChange: false, cancellationToken)).Member);
                }
            }
        }

        return found;
    }

    /// <summary>What a profile that was given needs before the member's transaction, in every attempt at it: who takes an older row
    /// out then sees that it was written anew.</summary>
    /// <param name="before">The profile as the attempt has read it.</param>
    public async Task<LookupChange> PrepareAsync(
        MemberId member, Profile before, Profile after, CancellationToken cancellationToken)
    {
        var values = LookupValue.Of(after).ToHashSet();
        var written = await Task.WhenAll(values.Select(value => WriteAsync(member, value, cancellationToken)));
        var gone = LookupValue.Of(before).Where(value => !values.Contains(value));
        var rows = await Task.WhenAll(gone.SelectMany(value => hashes.All(value.Kind, value.Value)).Select(hash =>
            store.ReadAsync(Tables.Lookups, hash, member.ToString(), cancellationToken)));
        return new([.. written], [.. rows.OfType<Row>()]);
    }

    /// <summary>Whether a value leads to the member by a row that their partition lists.</summary>
    internal async Task<bool> LeadsToAsync(
        MemberId member, LookupValue value, IReadOnlySet<string> listed, CancellationToken cancellationToken)
    {
        foreach (var hash in hashes.All(value.Kind, value.Value).Where(listed.Contains))
        {
            if (await store.ReadAsync(Tables.Lookups, hash, member.ToString(), cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>After the transaction. What cannot be taken out now leads to nothing.</summary>
    internal async Task TidyAsync(LookupChange change, CancellationToken cancellationToken)
    {
        foreach (var row in change.Stale)
        {
            try
            {
                await store.CommitAsync(Tables.Lookups, row.Partition, [new Write.Delete(row.Key, row.ETag)], cancellationToken);
            }
            catch (StoreUnavailableException)
            {
                // The member is written, and the row names nobody who has the value.
            }
        }
    }

    /// <summary>Takes out a row that leads to a member who is erased.</summary>
    internal Task ForgetAsync(MemberId member, string hash, CancellationToken cancellationToken) =>
        store.DeleteAsync(Tables.Lookups, hash, member.ToString(), cancellationToken);

    private async Task<Write> WriteAsync(MemberId member, LookupValue value, CancellationToken cancellationToken)
    {
        var hash = hashes.Newest(value.Kind, value.Value);
        await store.CommitAsync(
            Tables.Lookups, hash, [new Write.Put(member.ToString(), new Fields { { "kind", value.Kind } })], cancellationToken);
        return new Write.Put(MemberKeys.Lookup(hash), new Fields { { "kind", value.Kind } });
    }
}
