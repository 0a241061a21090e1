using Loyalty.Domain.Values;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions.Merging;

/// <summary>
/// The merges that are under way. A row for each of the two numbers, both written before anything else and in one transaction: so no
/// number is in two merges at once, and whatever a crash leaves is found and finished.
/// </summary>
public sealed class OpenMerges(IStore store)
{
    private const string Open = "open";
    private const string First = "0";
    private const string Below = "~";

    /// <summary>The merge that is open from now on: this one, or another that has one of the numbers.</summary>
    internal Task<OpenMerge> OpenAsync(OpenMerge merge, CancellationToken cancellationToken) => Contention.RetryAsync(
        async () =>
        {
            Write[] rows = [new Write.Insert(merge.Into.ToString(), FieldsOf(merge)), new Write.Insert(merge.From.ToString(), FieldsOf(merge))];
            return await store.CommitAsync(Tables.Merges, Open, rows, cancellationToken) is CommitResult.Committed
                ? merge
                : await FindAsync(merge.Into, cancellationToken) ?? await FindAsync(merge.From, cancellationToken);
        },
        cancellationToken);

    /// <summary>The one that a number is in; null where it is in none.</summary>
    internal async Task<OpenMerge?> FindAsync(MemberId number, CancellationToken cancellationToken) =>
        await store.ReadAsync(Tables.Merges, Open, number.ToString(), cancellationToken) is { } row ? Read(row) : null;

    internal async Task<IReadOnlyCollection<OpenMerge>> AllAsync(CancellationToken cancellationToken)
    {
        var all = new HashSet<OpenMerge>();
        await foreach (var row in store.ReadRangeAsync(Tables.Merges, Open, First, Below, cancellationToken))
        {
            all.Add(Read(row));
        }

        return all;
    }

    /// <summary>Done again it does nothing.</summary>
    internal async Task CloseAsync(OpenMerge merge, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(new[] { merge.Into, merge.From }.Select(number =>
            store.ReadAsync(Tables.Merges, Open, number.ToString(), cancellationToken)));
        if (Array.TrueForAll(rows, row => row is not null && Read(row).IsSameAs(merge)))
        {
            await store.CommitAsync(
                Tables.Merges, Open, [.. rows.Select(row => new Write.Delete(row!.Key, row.ETag))], cancellationToken);
        }
    }

    private static Fields FieldsOf(OpenMerge merge) => new()
    {
        { "into", merge.Into.ToString() },
        { "from", merge.From.ToString() },
        { "id", merge.Id.ToString() },
        { "by", merge.By },
        { "reason", merge.Reason },
        { "undo", merge.IsUndo },
    };

    private static OpenMerge Read(Row row) => new(
        MemberId.Parse(row.Fields.Text("into")!),
        MemberId.Parse(row.Fields.Text("from")!),
        MergeId.Parse(row.Fields.Text("id")!),
        row.Fields.Text("by")!,
        row.Fields.Text("reason"),
        row.Fields.Flag("undo")!.Value);
}
