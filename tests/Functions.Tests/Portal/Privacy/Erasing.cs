using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Tests.Portal.Privacy;

/// <summary>What tests of erasing ask of a host.</summary>
internal static class Erasing
{
    public static async Task<int> DeleteAsync(this PortalBench bench, string member)
    {
        using var answer = await bench.Staff.DeleteAsync($"/api/members/{member}", CancellationToken.None);
        return (int)answer.StatusCode;
    }

    /// <summary>Makes all tables what they were when they were dumped.</summary>
    public static async Task RestoreAsync(this PortalBench bench, Dump dump)
    {
        var now = await Dump.OfAsync(bench);
        var wanted = dump.Rows.Select(Place).ToHashSet();
        var writes = now.Rows.Where(found => !wanted.Contains(Place(found)))
            .Select(found => (found.Table, found.Row.Partition, Write: (Write)new Write.Delete(found.Row.Key, found.Row.ETag)))
            .Concat(dump.Rows.Select(found => (found.Table, found.Row.Partition, Write: (Write)new Write.Put(found.Row.Key, found.Row.Fields))));
        foreach (var partition in writes.GroupBy(write => (write.Table, write.Partition)))
        {
            foreach (var batch in partition.Select(write => write.Write).Chunk(StoreLimits.OperationsPerCommit))
            {
                Assert.IsType<CommitResult.Committed>(
                    await bench.Store.CommitAsync(partition.Key.Table, partition.Key.Partition, batch, CancellationToken.None));
            }
        }
    }

    private static (string Table, string Partition, string Key) Place((string Table, Row Row) found) =>
        (found.Table, found.Row.Partition, found.Row.Key);
}
