using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;

namespace Loyalty.LocalHost.Local;

/// <summary>Finds what was decided on messages.</summary>
internal static class StoredMessages
{
    /// <summary>The messages of one member, the oldest first: one range of one partition.</summary>
    public static async Task<IReadOnlyList<(string Member, StoredMessage Message)>> OfAsync(
        IStore store, MemberId member, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        await foreach (var row in store.ReadRangeAsync(
            Tables.Members, member.ToString(), MemberKeys.MessagesFrom, MemberKeys.MessagesBelow, cancellationToken))
        {
            rows.Add(row);
        }

        return InOrder(rows);
    }

    /// <summary>The messages of all members, the oldest first. Goes through the whole table.</summary>
    public static async Task<IReadOnlyList<(string Member, StoredMessage Message)>> OfAllAsync(
        IStore store, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        string? continuation = null;
        do
        {
            var page = await store.ReadPageAsync(Tables.Members, null, continuation, cancellationToken);
            rows.AddRange(page.Rows.Where(IsMessage));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        return InOrder(rows);
    }

    public static bool IsMessage(Row row) => row.Key.StartsWith(MemberKeys.MessagesFrom, StringComparison.Ordinal);

    // What was decided at one instant is put in the order of members and ids, so that it is the same each time.
    private static IReadOnlyList<(string Member, StoredMessage Message)> InOrder(List<Row> rows) =>
    [
        .. rows
            .Select(row => (Member: row.Partition, Message: MessageRow.Read(row)))
            .OrderBy(read => read.Message.DecidedAt)
            .ThenBy(read => read.Member, StringComparer.Ordinal)
            .ThenBy(read => read.Message.Id.ToString(), StringComparer.Ordinal),
    ];
}
