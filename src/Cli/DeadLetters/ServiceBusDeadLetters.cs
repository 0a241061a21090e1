using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus;

namespace Loyalty.Cli.DeadLetters;

/// <summary>The dead letters of a queue of Service Bus, by their sequence numbers.</summary>
/// <param name="receiver">Of the queue's dead letters, which locks what it takes.</param>
/// <param name="sender">To the queue.</param>
public sealed class ServiceBusDeadLetters(ServiceBusReceiver receiver, ServiceBusSender sender) : IDeadLetterQueue
{
    private const int AtOnce = 100;

    // So long nothing comes where nothing is left.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async IAsyncEnumerable<DeadLetter> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var from = 0L; await receiver.PeekMessagesAsync(AtOnce, from, cancellationToken) is { Count: > 0 } peeked; from = peeked[^1].SequenceNumber + 1)
        {
            foreach (var message in peeked)
            {
                yield return new(
                    message.SequenceNumber,
                    message.DeadLetterReason ?? "",
                    message.DeadLetterErrorDescription ?? "",
                    message.EnqueuedTime,
                    message.DeliveryCount,
                    message.ContentType,
                    message.Body.ToMemory());
            }
        }
    }

    /// <summary>Only what was deferred can be received by its number; so all are taken in turn, and those that were not meant are given
    /// back at the end.</summary>
    public async Task<IReadOnlyCollection<long>> ReplayAsync(
        IReadOnlyCollection<long> ids, ReadOnlyMemory<byte>? mended, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var wanted = ids.ToHashSet();
        var replayed = new List<long>(wanted.Count);
        var others = new List<ServiceBusReceivedMessage>();
        try
        {
            while (wanted.Count > 0
                && await receiver.ReceiveMessagesAsync(AtOnce, Patience, cancellationToken) is { Count: > 0 } taken)
            {
                others.AddRange(taken);
                foreach (var message in taken.Where(message => wanted.Remove(message.SequenceNumber)))
                {
                    await ReplayAsync(message, mended, cancellationToken);
                    others.Remove(message);
                    replayed.Add(message.SequenceNumber);
                }
            }
        }
        finally
        {
            foreach (var other in others)
            {
                await GiveBackAsync(other);
            }
        }

        return replayed;
    }

    public async ValueTask DisposeAsync()
    {
        await receiver.DisposeAsync();
        await sender.DisposeAsync();
    }

    private async Task ReplayAsync(ServiceBusReceivedMessage message, ReadOnlyMemory<byte>? mended, CancellationToken cancellationToken)
    {
        // The copy has the message's id and properties, but for those that say why it was given up.
        var copy = new ServiceBusMessage(message);
        if (mended is { } body)
        {
            copy.Body = BinaryData.FromBytes(body);
        }

        await sender.SendMessageAsync(copy, cancellationToken);
        await receiver.CompleteMessageAsync(message, cancellationToken);
    }

    private async Task GiveBackAsync(ServiceBusReceivedMessage message)
    {
        try
        {
            await receiver.AbandonMessageAsync(message);
        }
        catch (ServiceBusException)
        {
            // Its lock ends by itself.
        }
    }
}
