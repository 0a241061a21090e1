using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.Functions.Tests.Receiving;

/// <summary>Writes down how messages are settled: "complete", "abandon", or the reason of a dead letter.</summary>
internal sealed class RecordedActions : ServiceBusMessageActions
{
    private readonly ConcurrentQueue<(ServiceBusReceivedMessage Message, string How, string? Description)> settled = [];

    /// <summary>The messages whose settling fails, as when their lock is lost.</summary>
    public Func<ServiceBusReceivedMessage, bool> Fails { get; set; } = _ => false;

    /// <summary>How each message was settled, by its id, in the order of ids; each is settled once.</summary>
    public IEnumerable<string> How => settled.OrderBy(item => item.Message.MessageId, StringComparer.Ordinal).Select(item => item.How);

    public string? DescriptionOf(string messageId) => Assert.Single(settled, item => item.Message.MessageId == messageId).Description;

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        Settle(message, "complete");

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default) =>
        Settle(message, "abandon");

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default) =>
        Settle(message, deadLetterReason ?? "", deadLetterErrorDescription);

    private Task Settle(ServiceBusReceivedMessage message, string how, string? description = null)
    {
        if (Fails(message))
        {
            throw new ServiceBusException("The lock is lost.", ServiceBusFailureReason.MessageLockLost);
        }

        settled.Enqueue((message, how, description));
        return Task.CompletedTask;
    }
}
