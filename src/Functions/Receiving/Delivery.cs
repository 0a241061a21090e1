using System.Collections.Immutable;
using Azure.Messaging.ServiceBus;

namespace Loyalty.Functions.Receiving;

/// <summary>An event, and the messages of a batch that brought it.</summary>
internal sealed record Delivery(ReceivedEvent Event, ImmutableArray<ServiceBusReceivedMessage> Messages)
{
    /// <summary>
    /// The deliveries of one member in rounds of distinct ids. Messages with the same event share one. Another event under an
    /// id comes in a later round, when the ledger can tell which of the two was first.
    /// </summary>
    public static IEnumerable<IReadOnlyList<Delivery>> Rounds(
        IEnumerable<(ReceivedEvent Event, ServiceBusReceivedMessage Message)> received)
    {
        var byId = received.GroupBy(item => item.Event.Event.Id, (_, ofId) => ofId
            .GroupBy(item => Convert.ToHexString(item.Event.Hash))
            .Select(same => new Delivery(same.First().Event, [.. same.Select(item => item.Message)]))
            .ToList()).ToList();
        for (var round = 0; byId.Exists(deliveries => deliveries.Count > round); round++)
        {
            yield return [.. byId.Where(deliveries => deliveries.Count > round).Select(deliveries => deliveries[round])];
        }
    }
}
