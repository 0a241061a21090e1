using Loyalty.Domain.Outreach;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Sending;

/// <summary>Every five minutes: thanks for purchases.</summary>
public sealed class SendThankYouNotes(Sweeps sweeps)
{
    [Function(nameof(SendThankYouNotes))]
    public Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        sweeps.RunAsync(Sweep.ThankYouNotes, cancellationToken);
}
