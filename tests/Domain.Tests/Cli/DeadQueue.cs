using Azure.Messaging.ServiceBus;

namespace Loyalty.Domain.Tests.Cli;

/// <summary>A queue of Service Bus and its dead letters, as far as who replays them sees it.</summary>
internal sealed class DeadQueue
{
    private readonly List<ServiceBusReceivedMessage> dead = [];
    private readonly HashSet<long> locked = [];

    public DeadQueue()
    {
        Receiver = new FakeReceiver(this);
        Sender = new FakeSender(this);
    }

    public ServiceBusReceiver Receiver { get; }

    public ServiceBusSender Sender { get; }

    /// <summary>What was put back on the queue.</summary>
    public List<ServiceBusMessage> Sent { get; } = [];

    public IEnumerable<long> Dead => dead.Select(message => message.SequenceNumber);

    /// <summary>Those that somebody else can take.</summary>
    public IEnumerable<long> Free => Dead.Except(locked);

    /// <summary>Whether completing fails, as where whoever does it is stopped.</summary>
    public bool CompletingFails { get; set; }

    public void Add(long number, string body, string messageId = "m-1") => dead.Add(ServiceBusModelFactory.ServiceBusReceivedMessage(
        body: BinaryData.FromString(body),
        messageId: messageId,
        contentType: "application/json",
        properties: new Dictionary<string, object>
        {
            ["receivedAt"] = "2026-11-22T12:00:00Z",
            ["DeadLetterReason"] = "InvalidPurchase",
            ["DeadLetterErrorDescription"] = "It is bad.",
        },
        deliveryCount: 2,
        sequenceNumber: number,
        enqueuedTime: new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)));

    private sealed class FakeReceiver(DeadQueue queue) : ServiceBusReceiver
    {
        public override Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
            int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<ServiceBusReceivedMessage>>(
                [.. queue.dead.Where(message => message.SequenceNumber >= (fromSequenceNumber ?? 0)).Take(Math.Min(maxMessages, 2))]);

        public override Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
            int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
        {
            var taken = queue.dead.Where(message => !queue.locked.Contains(message.SequenceNumber)).Take(Math.Min(maxMessages, 2)).ToList();
            queue.locked.UnionWith(taken.Select(message => message.SequenceNumber));
            return Task.FromResult<IReadOnlyList<ServiceBusReceivedMessage>>(taken);
        }

        public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
        {
            if (queue.CompletingFails)
            {
                throw new ServiceBusException("The test wants it so.", ServiceBusFailureReason.ServiceCommunicationProblem);
            }

            queue.dead.RemoveAll(other => other.SequenceNumber == message.SequenceNumber);
            return Task.CompletedTask;
        }

        public override Task AbandonMessageAsync(
            ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default)
        {
            queue.locked.Remove(message.SequenceNumber);
            return Task.CompletedTask;
        }
    }

    private sealed class FakeSender(DeadQueue queue) : ServiceBusSender
    {
        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
        {
            queue.Sent.Add(message);
            return Task.CompletedTask;
        }
    }
}
