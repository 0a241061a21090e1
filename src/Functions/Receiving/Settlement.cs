using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Loyalty.Functions.Options;
using Loyalty.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Loyalty.Functions.Receiving;

/// <summary>Settles the messages of a batch one by one. One that cannot be settled comes again, and is then found counted.
/// </summary>
internal sealed class Settlement(ServiceBusMessageActions actions, ILogger logger)
{
    private readonly ConcurrentDictionary<ServiceBusReceivedMessage, bool> settled = [];

    /// <summary>Whether it is done.</summary>
    public Task<bool> CompleteAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        SettleAsync(message, () => actions.CompleteMessageAsync(message, cancellationToken));

    /// <summary>Whether it is done.</summary>
    public Task<bool> DeadLetterAsync(ServiceBusReceivedMessage message, DeadLetter why, CancellationToken cancellationToken) =>
        SettleAsync(
            message,
            () => actions.DeadLetterMessageAsync(
                message,
                deadLetterReason: why.Reason,
                deadLetterErrorDescription: why.Description,
                cancellationToken: cancellationToken));

    /// <summary>Where the store is down: holds what is left of a batch for a while within the lock, so that an outage of hours uses
    /// up few deliveries. Returns how many it gave back.</summary>
    public async Task<int> GiveBackAsync(
        ServiceBusReceivedMessage[] batch,
        ReceivingOptions options,
        StoreUnavailableException exception,
        CancellationToken cancellationToken)
    {
        var left = batch.Where(message => !settled.ContainsKey(message)).ToList();
        logger.StoreUnavailable(exception, left.Count);
        var pause = options.OutagePauseSeconds * (1 + (Random.Shared.NextDouble() / 2));
        await Task.Delay(TimeSpan.FromSeconds(pause), cancellationToken);
        var givenBack = await Task.WhenAll(left.Select(message => AbandonAsync(message, cancellationToken)));
        return givenBack.Count(isDone => isDone);
    }

    private Task<bool> AbandonAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken) =>
        SettleAsync(message, () => actions.AbandonMessageAsync(message, cancellationToken: cancellationToken));

    private async Task<bool> SettleAsync(ServiceBusReceivedMessage message, Func<Task> settle)
    {
        settled[message] = true;
        try
        {
            await settle();
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The lock may be lost, or the broker away: whatever it was, the message is delivered again.
            logger.NotSettled(exception);
            return false;
        }
    }
}
