using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Loyalty.Functions.Merging;

/// <summary>Finishes what a crash left of merges: until then the number that is merged waits. Where there is none, one empty range is
/// read.</summary>
public sealed class FinishMerges(OpenMerges open, MergeDesk desk, ILogger<FinishMerges> logger)
{
    [Function(nameof(FinishMerges))]
    public async Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var merge in await open.AllAsync(cancellationToken))
        {
            try
            {
                await desk.FinishAsync(merge, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // One that cannot be finished must not hold up the others.
                logger.MergeFailed(exception);
            }
        }
    }
}
