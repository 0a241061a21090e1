using Azure.Messaging.ServiceBus;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Sending;
using Loyalty.LocalHost.Queue;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.LocalHost.Hosting;

/// <summary>Drives the function with a ServiceBusTrigger: hands it batches, and gives back what it leaves unsettled.</summary>
internal sealed class QueuePump : BackgroundService
{
    private const int MessagesPerBatch = 256;

    // While one batch waits for the disk another one is decided; more would only bring the same members together.
    private const int BatchesAtOnce = 4;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly FunctionMethod function;
    private readonly DurableQueue queue;
    private readonly IServiceProvider services;
    private readonly ILogger<QueuePump> logger;

    public QueuePump(FunctionMethod function, DurableQueue queue, IServiceProvider services, ILogger<QueuePump> logger)
    {
        var trigger = (ServiceBusTriggerAttribute)function.Trigger;
        if (trigger is not { QueueName: PurchaseQueue.Name, IsBatched: true, AutoCompleteMessages: false })
        {
            throw new InvalidOperationException(
                $"The function {function.Name} must take batches of the queue {PurchaseQueue.Name} and settle them itself.");
        }

        this.function = function;
        this.queue = queue;
        this.services = services;
        this.logger = logger;
    }

    /// <summary>Whether there is something to drive a function. There is no queue of delivery reports here: Event Grid, which brings
    /// them, reaches no machine of ours; so on one machine a message's row says that it was sent, and not whether it arrived.
    /// </summary>
    public static bool Drives(FunctionMethod function) =>
        function.Trigger is ServiceBusTriggerAttribute { QueueName: not DeliveryReports.Queue };

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, BatchesAtOnce).Select(_ => Task.Run(() => PumpAsync(stoppingToken), stoppingToken)));

    private async Task PumpAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DeliverAsync(await queue.ReceiveAsync(MessagesPerBatch, stoppingToken), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.QueueFailed(exception);
                await Task.Delay(PauseAfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DeliverAsync(IReadOnlyList<LockedMessage> batch, CancellationToken stoppingToken)
    {
        var settlement = new QueueSettlement(queue, batch);
        try
        {
            await function.CallAsync(services, batch.Select(Received).ToArray(), settlement, stoppingToken);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped, not failed: the locks are free when the host starts again, and nothing is counted.
            return;
        }
        catch (Exception exception)
        {
            logger.DeliveryFailed(exception, function.Name);
            await GiveBackAsync(settlement.Unsettled);
            return;
        }

        if (settlement.Unsettled is { Count: > 0 } left)
        {
            logger.LeftUnsettled(function.Name, left.Count);
            await GiveBackAsync(left);
        }
    }

    private async Task GiveBackAsync(IReadOnlyList<Guid> locks)
    {
        try
        {
            await Task.WhenAll(locks.Select(queue.FailAsync));
        }
        catch (LockLostException)
        {
            // It ended in between; the queue counts that itself.
        }
    }

    private static ServiceBusReceivedMessage Received(LockedMessage locked) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: BinaryData.FromBytes(locked.Message.Body),
        messageId: locked.Message.MessageId,
        contentType: locked.Message.ContentType,
        properties: locked.Message.Properties.ToDictionary(),
        lockTokenGuid: locked.LockToken,
        deliveryCount: locked.DeliveryCount,
        lockedUntil: locked.LockedUntil,
        sequenceNumber: locked.SequenceNumber,
        enqueuedTime: locked.Message.EnqueuedAt.ToDateTimeOffset());
}
