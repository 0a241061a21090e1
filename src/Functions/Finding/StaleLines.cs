using Loyalty.Domain.Outreach;
using Loyalty.Functions.Options;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Loyalty.Functions.Finding;

/// <summary>Writes lines anew on the date that they say. A row lies under it until that is done, so nothing else needs to be kept.
/// </summary>
public sealed class StaleLines(
    IStore store, FinderLook look, PublishedProgram program, IOptions<SendingOptions> options, IClock clock, ILogger<StaleLines> logger)
{
    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var versions = await program.VersionsAsync(cancellationToken);
        var (from, below) = FinderKeys.Stale(versions.Newest.Today(clock.GetCurrentInstant()));
        foreach (var partition in FinderKeys.Partitions)
        {
            await Parallel.ForEachAsync(
                store.ReadRangeAsync(Tables.Finder, partition, from, below, cancellationToken),
                new ParallelOptions { MaxDegreeOfParallelism = options.Value.MembersAtOnce, CancellationToken = cancellationToken },
                async (row, token) => await RefreshAsync(row, token));
        }
    }

    private async Task RefreshAsync(Row row, CancellationToken cancellationToken)
    {
        try
        {
            await look.RefreshAsync(FinderLine.Read(row).Member, own: null, cancellationToken);
        }
        catch (Exception exception) when (exception is not StoreUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            logger.LookFailed(exception, Sweep.Finder);
        }
    }
}
