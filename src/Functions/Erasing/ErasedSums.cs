using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Erasing;

/// <summary>Sums by month and store of what members bought who were erased. A row knows the latest erasures that were added to it, by
/// an id drawn for each that says nothing of the member, so that one that a crash cut off is added once.</summary>
public sealed class ErasedSums(IStore store)
{
    // An erasure that a crash cut off is finished before so many others.
    private const int MostKnown = 400;
    private const char Between = ' ';

    internal Task AddAsync(StoreMonth sum, string erasure, CancellationToken cancellationToken) => Contention.RetryAsync(
        async () =>
        {
            var row = await store.ReadAsync(Tables.Sums, sum.Month, sum.Store, cancellationToken);
            var known = row?.Fields.Text("added")?.Split(Between) ?? [];
            if (known.Contains(erasure))
            {
                return CommitResult.Committed.Instance;
            }

            var fields = new Fields
            {
                { "purchases", Before("purchases") + sum.Purchases },
                { "amount", Before("amount") + sum.Amount },
                { "refunds", Before("refunds") + sum.Refunds },
                { "refunded", Before("refunded") + sum.Refunded },
                { "added", string.Join(Between, known.Append(erasure).TakeLast(MostKnown)) },
            };
            Write write = row is null ? new Write.Insert(sum.Store, fields) : new Write.Replace(sum.Store, fields, row.ETag);
            return await store.CommitAsync(Tables.Sums, sum.Month, [write], cancellationToken) as CommitResult.Committed;

            long Before(string name) => row?.Fields.Number(name) ?? 0;
        },
        cancellationToken);
}
