using Loyalty.Functions.Storage;

namespace Loyalty.Rig;

/// <summary>All that a table has.</summary>
internal static class StoredRows
{
    public static async Task<List<Row>> ReadAsync(IStore store, string table)
    {
        var rows = new List<Row>();
        string? continuation = null;
        do
        {
            var page = await store.ReadPageAsync(table, null, continuation, CancellationToken.None);
            rows.AddRange(page.Rows);
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }
}
