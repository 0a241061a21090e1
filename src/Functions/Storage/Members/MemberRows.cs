using Loyalty.Domain.Values;

namespace Loyalty.Functions.Storage.Members;

/// <summary>Reads a whole partition of a member.</summary>
internal static class MemberRows
{
    private const string First = "!";
    private const string Below = "~";

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
