using Azure.Messaging.ServiceBus;

namespace Loyalty.Functions.Tests.Portal;

/// <summary>Counts what is put on a queue, and fails where a test wants it to.</summary>
internal sealed class WatchedSender(ServiceBusSender inner) : ServiceBusSender
{
    private int sent;

    public bool IsDown { get; set; }

    /// <summary>How many messages were put on the queue.</summary>
    public int Sent => sent;

    public void Forget() => sent = 0;

    public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        inner.CreateMessageBatchAsync(cancellationToken);

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
        SendAsync(1, () => inner.SendMessageAsync(message, cancellationToken));

    public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) =>
        SendAsync(messageBatch.Count, () => inner.SendMessagesAsync(messageBatch, cancellationToken));

    private Task SendAsync(int count, Func<Task> send)
    {
        if (IsDown)
        {
            throw new ServiceBusException("The test wants it so.", ServiceBusFailureReason.ServiceCommunicationProblem);
        }

        Interlocked.Add(ref sent, count);
        return send();
    }
}
