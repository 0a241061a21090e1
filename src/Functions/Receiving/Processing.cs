using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace Loyalty.Functions.Receiving;

/// <summary>
/// The spans of the events that are counted together, one a message, each in the trace that its message brought. What they have in
/// common, their transaction, is in the trace of the first; the others link to that one.
/// </summary>
internal sealed class Processing : IDisposable
{
    private readonly Activity? around = Activity.Current;
    private readonly Dictionary<ServiceBusReceivedMessage, Activity> spans = [];

    private Processing(IEnumerable<ServiceBusReceivedMessage> messages)
    {
        Activity? first = null;
        foreach (var message in messages)
        {
            if (Telemetry.Process(message, [around, first]) is { } span)
            {
                spans.Add(message, span);
                first ??= span.Recorded ? span : null;
            }
        }

        Activity.Current = first ?? around;
    }

    /// <summary>Null where nobody traces.</summary>
    public static Processing? Begin(IEnumerable<Delivery> deliveries) =>
        Telemetry.IsTraced ? new(deliveries.SelectMany(delivery => delivery.Messages)) : null;

    public void End(ServiceBusReceivedMessage message, Outcome outcome) =>
        Telemetry.Processed(spans.GetValueOrDefault(message), outcome);

    public void Dispose()
    {
        foreach (var span in spans.Values)
        {
            span.Dispose();
        }

        Activity.Current = around;
    }
}
