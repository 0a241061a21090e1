using System.Collections.Concurrent;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Sending;
using NodaTime;

namespace Loyalty.Functions.Tests.Sending;

/// <summary>A provider that keeps what it takes, and answers as the test wants it to.</summary>
internal sealed class MailBag(IClock clock) : IEmailProvider
{
    public ConcurrentQueue<Posted> Taken { get; } = [];

    /// <summary>What becomes of the next message; the message is kept where it is taken, and where that is unclear.</summary>
    public Func<Email, Delivery> Answer { get; set; } = _ => new Delivery.Taken();

    /// <summary>What happens while a message is on its way.</summary>
    public Func<Email, Task> OnTheWay { get; set; } = _ => Task.CompletedTask;

    public Task ForgetAsync(IReadOnlyCollection<MessageId> operations, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<Delivery> SendAsync(Email email, MessageId operation, CancellationToken cancellationToken)
    {
        var delivery = Answer(email);
        if (delivery is Delivery.Taken or Delivery.Unclear)
        {
            Taken.Enqueue(new(operation, email, clock.GetCurrentInstant()));
        }

        await OnTheWay(email);
        return delivery;
    }

    internal sealed record Posted(MessageId Id, Email Email, Instant At);
}
