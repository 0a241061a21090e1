using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Loyalty.Functions.Receiving;

/// <summary>Settles the messages of a batch one by one. One that cannot be settled comes again, and is then found counted.
/// </summary>
internal sealed class Settlement(ServiceBusMessageActions actions, ILogger logger)
{
    private readonly ConcurrentDictionary<ServiceBusReceivedMessage, bool> settled = [];

    public IReadOnlyList<ServiceBusReceivedMessage> Unsettled(IEnumerable<ServiceBusReceivedMessage> messages) =>
        [.. messages.Where(message => !settled.ContainsKey(message))];

    public Task CompleteAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        SettleAsync(message, () => actions.CompleteMessageAsync(message, cancellationToken));

    public Task DeadLetterAsync(ServiceBusReceivedMessage message, DeadLetter why, CancellationToken cancellationToken) =>
        SettleAsync(
            message,
            () => actions.DeadLetterMessageAsync(
                message,
                deadLetterReason: why.Reason,
                deadLetterErrorDescription: why.Description,
                cancellationToken: cancellationToken));

    public Task AbandonAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        SettleAsync(message, () => actions.AbandonMessageAsync(message, cancellationToken: cancellationToken));

    private async Task SettleAsync(ServiceBusReceivedMessage message, Func<Task> settle)
    {
        settled[message] = true;
        try
        {
            await settle();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The lock may be lost, or the broker away: whatever it was, the message is delivered again.
            logger.NotSettled(exception);
        }
    }
}
