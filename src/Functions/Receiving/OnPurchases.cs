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
            Telemetry.GivenBack(await settlement.GiveBackAsync(messages, options.Value, exception, cancellationToken));
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
                    good.Add((new ReceivedEvent(purchaseEvent, currency, Instant.FromDateTimeOffset(message.EnqueuedTime)), message));
                    break;
                case Parsed<PurchaseEvent>.Bad { Errors: var errors }:
                    await DeadLetterAsync(message, DeadLetter.InvalidPurchase(errors), settlement, cancellationToken);
                    break;
            }
        }

        await Independently.ForEachAsync(
            good.GroupBy(item => item.Event.Event.Member),
            options.Value.MembersAtOnce,
            (ofMember, token) => CountAsync(ofMember.Key, ofMember, settlement, token),
            cancellationToken);
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
            using var processing = Processing.Begin(deliveries);
            var outcomes = await intake.CountAsync(member, deliveries.Select(delivery => delivery.Event), cancellationToken);
            await Task.WhenAll(deliveries.SelectMany(delivery => delivery.Messages.Select((message, place) =>
            {
                // One that is in a batch twice is counted once.
                var outcome = outcomes[delivery.Event.Event.Id] is Outcome.Counted && place > 0
                    ? Outcome.CountedBefore
                    : outcomes[delivery.Event.Event.Id];
                processing?.End(message, outcome);
                return SettleAsync(message, outcome, settlement, cancellationToken);
            })));
        }
    }

    private static async Task SettleAsync(
        ServiceBusReceivedMessage message, Outcome outcome, Settlement settlement, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case Outcome.IdReused:
                await DeadLetterAsync(message, DeadLetter.IdReused, settlement, cancellationToken);
                break;
            case Outcome.MemberFull:
                await DeadLetterAsync(message, DeadLetter.MemberFull, settlement, cancellationToken);
                break;
            case var _ when await settlement.CompleteAsync(message, cancellationToken):
                Telemetry.Completed(outcome);
                break;
        }
    }

    private static async Task DeadLetterAsync(
        ServiceBusReceivedMessage message, DeadLetter why, Settlement settlement, CancellationToken cancellationToken)
    {
        if (await settlement.DeadLetterAsync(message, why, cancellationToken))
        {
            Telemetry.DeadLettered(why.Reason);
        }
    }
}
