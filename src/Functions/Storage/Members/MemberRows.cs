using Loyalty.Domain.Merging;
using Loyalty.Domain.Values;

namespace Loyalty.Functions.Storage.Members;

/// <summary>Reads the row of a member by any of their numbers, and a whole partition.</summary>
internal static class MemberRows
{
    private const string First = "!";
    private const string Below = "~";

    /// <summary>The row under the number itself; null where there is no member, or none any more.</summary>
    public static async Task<Row?> ReadMemberAsync(this IStore store, MemberId number, CancellationToken cancellationToken) =>
        await store.ReadAsync(Tables.Members, number.ToString(), MemberKeys.Member, cancellationToken) is { } row
        && !MemberRow.IsErasing(row)
            ? row
            : null;

    /// <summary>The member whose number it is or has become, and their row; null where there is none. One point read, and one more for
    /// each merge on the way.</summary>
    /// <param name="toChange">Whoever means to change something waits for a number that is on its way: in between it is in neither
    /// place. Throws <see cref="StoreUnavailableException"/>.</param>
    public static async Task<(MemberId Member, Row? Row)> FindMemberAsync(
        this IStore store, MemberId number, bool toChange, CancellationToken cancellationToken)
    {
        for (var hops = 0; hops <= MergeRules.MaxNumbers; hops++)
        {
            var row = await store.ReadMemberAsync(number, cancellationToken);
            if (row is null || MemberRow.MergedIntoOf(row) is not { } merged)
            {
                return (number, row);
            }

            if (toChange && merged.IsMoving)
            {
                throw new StoreUnavailableException("The member is being merged.");
            }

            number = merged.Into;
        }

        throw new InvalidOperationException("A number leads to more than a person has.");
    }

    /// <summary>The rows but for the member's own, in the order of their keys, at most so many.</summary>
    public static async Task<List<Row>> ReadOthersAsync(
        this IStore store, MemberId member, int most, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        await foreach (var row in store.ReadRangeAsync(Tables.Members, member.ToString(), First, Below, cancellationToken))
        {
            if (row.Key != MemberKeys.Member)
            {
                rows.Add(row);
            }

            if (rows.Count == most)
            {
                break;
            }
        }

        return rows;
    }
}
