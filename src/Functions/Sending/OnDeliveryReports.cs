using System.Collections.Immutable;
using Azure.Messaging.ServiceBus;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Options;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;
using Loyalty.Wire.Json;
using Loyalty.Wire.Reports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Loyalty.Functions.Sending;

/// <summary>Takes delivery reports from the queue in batches, and settles every message by itself.</summary>
public sealed class OnDeliveryReports(DeliveryReports reports, IOptions<ReceivingOptions> options, ILogger<OnDeliveryReports> logger)
{
    [Function(nameof(OnDeliveryReports))]
    public async Task RunAsync(
        [ServiceBusTrigger(DeliveryReports.Queue, Connection = "ServiceBus", IsBatched = true, AutoCompleteMessages = false)]
        ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        var settlement = new Settlement(actions, logger);
        try
        {
            await Independently.ForEachAsync(
                messages,
                options.Value.MembersAtOnce,
                (message, token) => TakeAsync(message, settlement, token),
                cancellationToken);
        }
        catch (StoreUnavailableException exception)
        {
            await settlement.GiveBackAsync(messages, options.Value, exception, cancellationToken);
        }
    }

    private async Task TakeAsync(ServiceBusReceivedMessage message, Settlement settlement, CancellationToken cancellationToken)
    {
        switch (DeliveryReportJson.Parse(message.Body.ToMemory()))
        {
            case Parsed<ImmutableArray<DeliveryReport>>.Good { Value: var some }:
                foreach (var report in some)
                {
                    await reports.TakeAsync(report, cancellationToken);
                }

                await settlement.CompleteAsync(message, cancellationToken);
                break;
            case Parsed<ImmutableArray<DeliveryReport>>.Bad { Errors: var errors }:
                await settlement.DeadLetterAsync(message, DeadLetter.InvalidReport(errors), cancellationToken);
                break;
        }
    }
}
