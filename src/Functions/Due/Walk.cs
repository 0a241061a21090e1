using Loyalty.Domain.Programs;
using Loyalty.Domain.Values;
using Loyalty.Functions.Members;
using Loyalty.Functions.Options;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Functions.Storage.Members;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Due;

/// <summary>
/// After a version of the program has come into force, goes over all members once and judges those anew whom nothing has judged
/// since: so new rules find also those who buy nothing more. A page at a time, from where the last run stopped; several at once, or
/// one again after a crash, do no harm.
/// </summary>
public sealed class Walk(
    IStore store, MemberChanges members, PublishedProgram program, IOptions<DueOptions> options, IClock clock, ILogger<Walk> logger)
{
    private const int PagesPerRun = 20;
    private const string Done = "done";

    // A walk of before there were hints for the finder has left none, and counts for nothing.
    private const string Generation = ":finder";
    private const string Continuation = "continuation";

    // The version whose walk is known to be over. One that was published earlier may come into force after it.
    private int over;

    public async Task StepAsync(CancellationToken cancellationToken)
    {
        var versions = await program.VersionsAsync(cancellationToken);
        var version = versions.On(versions.Newest.Today(clock.GetCurrentInstant()));
        if (version.Number == over)
        {
            return;
        }

        var key = $"{ProgramRow.Key(version.Number)}{Generation}";
        var row = await store.ReadAsync(Tables.Due, DueKeys.Walks, key, cancellationToken);
        var isDone = row?.Fields.Flag(Done) ?? false;
        var continuation = row?.Fields.Text(Continuation);
        for (var page = 0; page < PagesPerRun && !isDone; page++)
        {
            continuation = await WalkPageAsync(version, continuation, cancellationToken);
            isDone = continuation is null;
            var fields = new Fields { { Done, isDone }, { Continuation, continuation } };
            await store.CommitAsync(Tables.Due, DueKeys.Walks, [new Write.Put(key, fields)], cancellationToken);
        }

        over = isDone ? version.Number : over;
    }

    private async Task<string?> WalkPageAsync(ProgramVersion version, string? continuation, CancellationToken cancellationToken)
    {
        var page = await store.ReadPageAsync(Tables.Members, MemberKeys.Member, continuation, cancellationToken);
        await Parallel.ForEachAsync(
            page.Rows.Where(row => MemberRow.MergedIntoOf(row) is null && !IsJudgedBy(row, version)),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.WalkedAtOnce, CancellationToken = cancellationToken },
            async (row, token) => await JudgeAsync(MemberId.Parse(row.Partition), token));
        return page.Continuation;
    }

    private async Task JudgeAsync(MemberId id, CancellationToken cancellationToken)
    {
        try
        {
            await members.ChangeAsync(id, (member, _) => member is null ? null : new MemberChange(member, []), cancellationToken);
        }
        catch (Exception exception) when (exception is not StoreUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            // One member who cannot be judged must not keep the others from it.
            logger.JudgingFailed(exception);
        }
    }

    // A member judged when the version was known and in force has the hints that it asks for.
    private static bool IsJudgedBy(Row row, ProgramVersion version) =>
        row.Fields.Number("known") >= version.Number
        && MemberRow.KnowsFinder(row)
        && row.Fields.Text("asOf") is { } asOf && LocalDatePattern.Iso.Parse(asOf).Value >= version.From;
}
