using Loyalty.Functions.Due;
using Loyalty.Functions.Members;
using Loyalty.Functions.Storage;
using NodaTime;

namespace Loyalty.Functions.Erasing;

/// <summary>
/// Takes out what still names somebody who was erased: rows that something on its way wrote before a transaction that then failed, and
/// those that a crash left without theirs. Nothing leads to them, so the tables are gone through whole; once for all who were erased
/// since, some time after, and not at all where nobody was. A page at a time, from where the last run stopped.
/// </summary>
public sealed class Leftovers(IStore store, ErasedMarks marks, Budgets budgets, IClock clock)
{
    private const int PagesPerRun = 2_000;
    private const string Walk = "leftovers";
    private const string StartedAt = "startedAt";
    private const string Table = "table";
    private const string Continuation = "continuation";

    private static readonly string[] Walked =
        [Tables.Codes, Tables.Redemptions, Tables.Messages, Tables.Complaints, Tables.Lookups, Tables.Budgets, Tables.Due, Tables.Finder];

    // Nobody takes so long from the first row to the member's transaction.
    private static readonly Duration Settled = Duration.FromHours(1);

    public async Task StepAsync(CancellationToken cancellationToken)
    {
        var row = await store.ReadAsync(Tables.Due, DueKeys.Walks, Walk, cancellationToken);
        var startedAt = row?.Fields.Number(StartedAt) is { } ticks ? Instant.FromUnixTimeTicks(ticks) : clock.GetCurrentInstant();
        var erased = await marks.RecentAsync(startedAt - Settled, cancellationToken);
        if (erased.Count == 0)
        {
            return;
        }

        var table = (int)(row?.Fields.Number(Table) ?? 0);
        var continuation = row?.Fields.Text(Continuation);
        for (var page = 0; page < PagesPerRun && table < Walked.Length; page++)
        {
            continuation = await TidyPageAsync(Walked[table], continuation, erased, cancellationToken);
            table += continuation is null ? 1 : 0;
            var fields = new Fields
            {
                { StartedAt, startedAt.ToUnixTimeTicks() }, { Table, table }, { Continuation, continuation },
            };
            await store.CommitAsync(Tables.Due, DueKeys.Walks, [new Write.Put(Walk, fields)], cancellationToken);
        }

        if (table == Walked.Length)
        {
            foreach (var hash in erased)
            {
                await marks.RemoveRecentAsync(hash, cancellationToken);
            }

            await store.DeleteAsync(Tables.Due, DueKeys.Walks, Walk, cancellationToken);
        }
    }

    private async Task<string?> TidyPageAsync(
        string table, string? continuation, HashSet<string> erased, CancellationToken cancellationToken)
    {
        var page = await store.ReadPageAsync(table, null, continuation, cancellationToken);
        foreach (var row in page.Rows)
        {
            foreach (var member in NamedBy(table, row).Where(member => marks.IsOneOf(member, erased)))
            {
                await (table == Tables.Budgets
                    ? budgets.ForgetAsync(row.Partition, member, cancellationToken)
                    : store.CommitAsync(table, row.Partition, [new Write.Delete(row.Key, row.ETag)], cancellationToken));
            }
        }

        return page.Continuation;
    }

    /// <summary>The numbers of the members whom a row names.</summary>
    private static IEnumerable<string> NamedBy(string table, Row row) => table switch
    {
        Tables.Budgets => BudgetRow.Read(row).Reserved.Select(reserved => reserved.Member).Distinct(),
        Tables.Lookups => [row.Key],
        Tables.Due => row.Partition is DueKeys.Watermarks or DueKeys.Walks ? [] : [row.Key],
        _ => row.Fields.Text("member") is { } member ? [member] : [],
    };
}
