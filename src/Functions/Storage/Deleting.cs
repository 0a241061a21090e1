namespace Loyalty.Functions.Storage;

/// <summary>Takes single rows out, whatever they are now.</summary>
internal static class Deleting
{
    /// <summary>Done again it does nothing.</summary>
    public static Task DeleteAsync(
        this IStore store, string table, string partition, string key, CancellationToken cancellationToken) =>
        Contention.RetryAsync(
            async () => await store.ReadAsync(table, partition, key, cancellationToken) is not { } row
                ? CommitResult.Committed.Instance
                : await store.CommitAsync(table, partition, [new Write.Delete(key, row.ETag)], cancellationToken)
                    as CommitResult.Committed,
            cancellationToken);
}
