using Loyalty.Domain.Outreach;
using Loyalty.Functions.Sending;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Finding;

/// <summary>Every five minutes: the lines of members whom something has happened to.</summary>
public sealed class RefreshFinder(Sweeps sweeps, FinderLook look)
{
    [Function(nameof(RefreshFinder))]
    public Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        sweeps.RunAsync(Sweep.Finder, look.LookAsync, cancellationToken);
}
