using Loyalty.Domain.Outreach;
using Loyalty.Functions.Due;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Sending;

/// <summary>Every minute: issues the rewards whose time has come, answers complaints, tells tier upgrades, and sends what waited for
/// the provider; and goes on with the walk after a publish, where there is one.</summary>
public sealed class SendTierRewards(Walk walk, Sweeps sweeps)
{
    [Function(nameof(SendTierRewards))]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await walk.StepAsync(cancellationToken);
        await sweeps.RunAsync(Sweep.TierRewards, cancellationToken);
    }
}
