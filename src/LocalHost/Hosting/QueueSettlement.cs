using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Loyalty.LocalHost.Queue;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.LocalHost.Hosting;

/// <summary>Settles the messages of one batch on the queue, and knows which of them are not settled yet.</summary>
internal sealed class QueueSettlement : ServiceBusMessageActions
{
    private readonly DurableQueue queue;
    private readonly ConcurrentDictionary<Guid, byte> unsettled;

    public QueueSettlement(DurableQueue queue, IEnumerable<LockedMessage> batch)
    {
        this.queue = queue;
        unsettled = new(batch.Select(message => KeyValuePair.Create(message.LockToken, (byte)0)));
    }

    /// <summary>The locks of the messages that the function has not settled, or could not.</summary>
    public IReadOnlyList<Guid> Unsettled => [.. unsettled.Keys];

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(message, queue.CompleteAsync);

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) => SettleAsync(message, token =>
        {
            RefuseChanges(propertiesToModify);
            queue.Abandon(token);
            return Task.CompletedTask;
        });

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) => SettleAsync(message, token =>
        {
            RefuseChanges(propertiesToModify);
            return queue.DeadLetterAsync(token, deadLetterReason ?? "", deadLetterErrorDescription ?? "");
        });

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        try
        {
            queue.Renew(Guid.Parse(message.LockToken));
            return Task.CompletedTask;
        }
        catch (LockLostException exception)
        {
            return Task.FromException(LockLost(exception));
        }
    }

    private async Task SettleAsync(ServiceBusReceivedMessage message, Func<Guid, Task> settle)
    {
        var token = Guid.Parse(message.LockToken);
        try
        {
            await settle(token);
            unsettled.TryRemove(token, out _);
        }
        catch (LockLostException exception)
        {
            // Somebody else has it by now, or it is done: either way it is no longer this batch's to give back.
            unsettled.TryRemove(token, out _);
            throw LockLost(exception);
        }
    }

    private static void RefuseChanges(IDictionary<string, object>? propertiesToModify)
    {
        if (propertiesToModify is { Count: > 0 })
        {
            throw new NotSupportedException("This queue does not change a message's properties.");
        }
    }

    private static ServiceBusException LockLost(LockLostException exception) =>
        new(exception.Message, ServiceBusFailureReason.MessageLockLost, innerException: exception);
}
