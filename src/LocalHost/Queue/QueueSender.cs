using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Azure.Messaging.ServiceBus;
using Loyalty.Functions;
using NodaTime;

namespace Loyalty.LocalHost.Queue;

/// <summary>The sender that the functions know, over the durable queue: when a send is done, the messages are on the disk.</summary>
public sealed class QueueSender(DurableQueue queue, IClock clock) : ServiceBusSender
{
    // What the broker adds to a message, about.
    private const int BytesAround = 128;

    // A batch shows nobody what is in it, so its contents are found by the batch.
    private readonly ConditionalWeakTable<ServiceBusMessageBatch, List<ServiceBusMessage>> batches = [];

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
        SendMessagesAsync([message], cancellationToken);

    public override Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var list = messages.ToList();
        list.ForEach(message => Telemetry.Carry(message.ApplicationProperties));
        if (list.Sum(Bytes) > QueueLimits.BatchBytes)
        {
            throw new ServiceBusException(
                $"The messages are over {QueueLimits.BatchBytes} bytes together.", ServiceBusFailureReason.MessageSizeExceeded);
        }

        return EnqueueAsync(list);
    }

    public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return batches.TryGetValue(messageBatch, out var messages)
            ? EnqueueAsync(messages)
            : throw new ArgumentException("The batch was made by another sender.", nameof(messageBatch));
    }

    public override ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default)
    {
        var messages = new List<ServiceBusMessage>();
        var bytes = 0;
        var batch = ServiceBusModelFactory.ServiceBusMessageBatch(
            0,
            messages,
            new CreateMessageBatchOptions { MaxSizeInBytes = QueueLimits.BatchBytes },
            message =>
            {
                Telemetry.Carry(message.ApplicationProperties);
                var more = Bytes(message);
                if (bytes + more > QueueLimits.BatchBytes)
                {
                    return false;
                }

                bytes += more;
                return true;
            });
        batches.Add(batch, messages);
        return ValueTask.FromResult(batch);
    }

    private Task EnqueueAsync(List<ServiceBusMessage> messages)
    {
        var now = clock.GetCurrentInstant();
        return messages.Count == 0
            ? Task.CompletedTask
            : queue.EnqueueAsync(messages.ConvertAll(message => new QueuedMessage(
                message.Body.ToMemory(),
                message.MessageId,
                message.ContentType,
                message.ApplicationProperties.ToImmutableDictionary(),
                now)));
    }

    private static int Bytes(ServiceBusMessage message) => BytesAround
        + message.Body.ToMemory().Length
        + message.ApplicationProperties.Sum(property => Encoding.UTF8.GetByteCount(property.Key) + ValueBytes(property.Value));

    private static int ValueBytes(object value) => value is string text ? Encoding.UTF8.GetByteCount(text) : sizeof(long);
}
