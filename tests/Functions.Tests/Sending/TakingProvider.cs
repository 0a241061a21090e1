using System.Collections.Concurrent;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Sending;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>Takes whatever it is given.</summary>
internal sealed class TakingProvider : IEmailProvider
{
    public ConcurrentQueue<Email> Taken { get; } = [];

    public Task ForgetAsync(IReadOnlyCollection<MessageId> operations, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<Delivery> SendAsync(Email email, MessageId operation, CancellationToken cancellationToken)
    {
        Taken.Enqueue(email);
        return Task.FromResult<Delivery>(new Delivery.Taken());
    }
}
