using Loyalty.Domain.Outreach;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Sending;

/// <summary>Every hour: offers to members who stay away.</summary>
public sealed class SendWinBackOffers(Sweeps sweeps)
{
    [Function(nameof(SendWinBackOffers))]
    public Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        sweeps.RunAsync(Sweep.WinBackOffers, cancellationToken);
}
