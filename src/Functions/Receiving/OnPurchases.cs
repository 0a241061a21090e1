using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Functions.Options;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Storage;
using Loyalty.Wire.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Loyalty.Functions.Receiving;

/// <summary>Takes purchases from the queue in batches, counts each member's, and settles every message by itself.</summary>
public sealed class OnPurchases(
    Intake intake, PublishedProgram program, IClock clock, IOptions<ReceivingOptions> options, ILogger<OnPurchases> logger)
{
    [Function(nameof(OnPurchases))]
    public async Task RunAsync(
        [ServiceBusTrigger(PurchaseQueue.Name, Connection = "ServiceBus", IsBatched = true, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        var settlement = new Settlement(actions, logger);
        try
        {
            await CountAsync(messages, settlement, cancellationToken);
        }
        catch (StoreUnavailableException exception)
        {
            await GiveBackAsync(messages, settlement, exception, cancellationToken);
        }
    }

    /// <summary>Counts what can be counted; throws where messages are left, <see cref="StoreUnavailableException"/> where it was
    /// the store that failed.</summary>
    private async Task CountAsync(ServiceBusReceivedMessage[] messages, Settlement settlement, CancellationToken cancellationToken)
    {
        var currency = (await program.VersionsAsync(cancellationToken)).Newest.Currency;
        var good = new List<(ReceivedEvent Event, ServiceBusReceivedMessage Message)>(messages.Length);
        foreach (var message in messages)
        {
            switch (Parse(message, currency))
            {
                case Parsed<PurchaseEvent>.Good { Value: var purchaseEvent }:
                    good.Add((new ReceivedEvent(purchaseEvent, currency), message));
                    break;
                case Parsed<PurchaseEvent>.Bad { Errors: var errors }:
                    await settlement.DeadLetterAsync(message, DeadLetter.InvalidPurchase(errors), cancellationToken);
                    break;
            }
        }

        var failures = new ConcurrentQueue<Exception>();
        await Parallel.ForEachAsync(
            good.GroupBy(item => item.Event.Event.Member),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.MembersAtOnce, CancellationToken = cancellationToken },
            async (ofMember, token) =>
            {
                try
                {
                    await CountAsync(ofMember.Key, ofMember, settlement, token);
                }
                catch (Exception exception) when (!token.IsCancellationRequested)
                {
                    // One member that cannot be counted must not hold up the others, in every batch that it comes back in.
                    failures.Enqueue(exception);
                }
            });
        if (failures.OfType<StoreUnavailableException>().FirstOrDefault() is { } unavailable)
        {
            throw new StoreUnavailableException(unavailable.Message, unavailable);
        }

        if (!failures.IsEmpty)
        {
            throw new AggregateException(failures);
        }
    }

    private Parsed<PurchaseEvent> Parse(ServiceBusReceivedMessage message, string currency) => Envelope.Of(message)
        .Parse(message.Body.ToMemory(), currency, PurchaseQueue.ReceivedBy(message, clock.GetCurrentInstant()));

    private async Task CountAsync(
        MemberId member,
        IEnumerable<(ReceivedEvent Event, ServiceBusReceivedMessage Message)> received,
        Settlement settlement,
        CancellationToken cancellationToken)
    {
        foreach (var deliveries in Delivery.Rounds(received))
        {
            var outcomes = await intake.CountAsync(member, deliveries.Select(delivery => delivery.Event), cancellationToken);
            await Task.WhenAll(deliveries.SelectMany(delivery => delivery.Messages.Select(message =>
                outcomes[delivery.Event.Event.Id] switch
                {
                    Outcome.IdReused => settlement.DeadLetterAsync(message, DeadLetter.IdReused, cancellationToken),
                    Outcome.MemberFull => settlement.DeadLetterAsync(message, DeadLetter.MemberFull, cancellationToken),
                    _ => settlement.CompleteAsync(message, cancellationToken),
                })));
        }
    }

    /// <summary>Holds what is left for a while within the lock, so that an outage of hours uses up few deliveries.</summary>
    private async Task GiveBackAsync(
        ServiceBusReceivedMessage[] messages,
        Settlement settlement,
        StoreUnavailableException exception,
        CancellationToken cancellationToken)
    {
        var left = settlement.Unsettled(messages);
        logger.StoreUnavailable(exception, left.Count);
        var pause = options.Value.OutagePauseSeconds * (1 + (Random.Shared.NextDouble() / 2));
        await Task.Delay(TimeSpan.FromSeconds(pause), cancellationToken);
        await Task.WhenAll(left.Select(message => settlement.AbandonAsync(message, cancellationToken)));
    }
}
