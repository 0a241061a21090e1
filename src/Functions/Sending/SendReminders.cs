using Loyalty.Domain.Outreach;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Sending;

/// <summary>Every hour: all other messages.</summary>
public sealed class SendReminders(Sweeps sweeps)
{
    [Function(nameof(SendReminders))]
    public Task RunAsync([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        sweeps.RunAsync(Sweep.Reminders, cancellationToken);
}
