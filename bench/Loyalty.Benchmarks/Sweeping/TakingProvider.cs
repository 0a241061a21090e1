using Loyalty.Domain.Outreach;
using Loyalty.Functions.Sending;

namespace Loyalty.Benchmarks.Sweeping;

/// <summary>Takes every letter at once, and keeps none.</summary>
internal sealed class TakingProvider : IEmailProvider
{
    private int taken;

    public int Taken => taken;

    public Task<Delivery> SendAsync(Email email, MessageId operation, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref taken);
        return Task.FromResult<Delivery>(new Delivery.Taken());
    }

    public Task ForgetAsync(IReadOnlyCollection<MessageId> operations, CancellationToken cancellationToken) => Task.CompletedTask;
}
