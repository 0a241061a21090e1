using Azure.Messaging.ServiceBus;
using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Receiving;

/// <summary>Puts good events on the queue; when it returns they are stored durably.</summary>
public sealed class PurchaseQueue(ServiceBusSender sender)
{
    public const string Name = "purchases";

    // Whoever takes the event from the queue holds its time against the clock that received it, wherever its own is then.
    private const string ReceivedAt = "receivedAt";

    public async Task SendAsync(
        IReadOnlyList<PurchaseEvent> events, string currency, Instant receivedAt, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Send(events.Count);
        if (events.Count == 1)
        {
            await sender.SendMessageAsync(Message(events[0], currency, receivedAt), cancellationToken);
            return;
        }

        for (var sent = 0; sent < events.Count;)
        {
            using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
            var first = sent;
            while (sent < events.Count && batch.TryAddMessage(Message(events[sent], currency, receivedAt)))
            {
                sent++;
            }

            if (sent == first)
            {
                throw new InvalidOperationException("An event within the limits does not fit into a message of the queue.");
            }

            await sender.SendMessagesAsync(batch, cancellationToken);
        }
    }

    /// <summary>The clock that received a message's event: that of the till's request where there was one, else ours now.</summary>
    public static Instant ReceivedBy(ServiceBusReceivedMessage message, Instant now)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.ApplicationProperties.TryGetValue(ReceivedAt, out var at)
            && InstantPattern.ExtendedIso.Parse(at as string ?? "").TryGetValue(default, out var receivedAt)
            ? Instant.Max(receivedAt, now)
            : now;
    }

    private static ServiceBusMessage Message(PurchaseEvent purchaseEvent, string currency, Instant receivedAt) =>
        new(BinaryData.FromBytes(EventJson.Write(purchaseEvent, currency)))
        {
            ContentType = "application/json",
            ApplicationProperties = { [ReceivedAt] = InstantPattern.ExtendedIso.Format(receivedAt) },
        };
}
