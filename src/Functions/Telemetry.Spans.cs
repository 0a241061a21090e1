using System.Diagnostics;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using Loyalty.Domain.Outreach;
using Loyalty.Functions.Receiving;
using Loyalty.Functions.Storage;

namespace Loyalty.Functions;

/// <summary>The spans: from a till's request over the queue to the transaction that counts its event, and from a timer to each message.
/// Every one is null where nobody traces.</summary>
internal static partial class Telemetry
{
    // What the client of Service Bus writes into a message, and what it writes too where its own tracing is switched on.
    private const string DiagnosticId = "Diagnostic-Id";
    private const string TraceParent = "traceparent";

    public static bool IsTraced => Source.HasListeners();

    /// <summary>A request that this process serves: its route, and never its path.</summary>
    public static void Serves(Activity span, string method, string? route, int status)
    {
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        if (status >= 500)
        {
            span.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture));
            span.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>Events on their way to the queue; each message carries this span along.</summary>
    public static Activity? Send(int events)
    {
        var span = Messaging("send", ActivityKind.Producer, parent: default, links: null);
        span?.SetTag("messaging.batch.message_count", events);
        return span;
    }

    /// <summary>Writes into a message's properties what goes on in it, as the client of Service Bus does.</summary>
    public static void Carry(IDictionary<string, object> properties)
    {
        if (IsTraced && Activity.Current?.Id is { } id && !properties.ContainsKey(TraceParent) && !properties.ContainsKey(DiagnosticId))
        {
            properties[DiagnosticId] = id;
        }
    }

    /// <summary>An event that is being counted: it goes on with the trace that its message brought.</summary>
    /// <param name="together">The span of the batch, and that of the event whose transaction this one shares.</param>
    public static Activity? Process(ServiceBusReceivedMessage message, IEnumerable<Activity?> together) => Messaging(
        "process", ActivityKind.Consumer, ContextOf(message), together.OfType<Activity>().Select(span => new ActivityLink(span.Context)));

    public static void Processed(Activity? span, Outcome outcome) =>
        span?.SetTag("loyalty.event.outcome", Word(outcome));

    /// <summary>A transaction in a member's partition. It has failed until it is known how it ended.</summary>
    public static Activity? Commit(int operations)
    {
        var span = Source.StartActivity($"commit {Tables.Members}", ActivityKind.Client);
        span?.SetTag("db.operation.name", "commit");
        span?.SetTag("db.collection.name", Tables.Members);
        span?.SetTag("db.operation.batch.size", operations);
        return span?.SetStatus(ActivityStatusCode.Error);
    }

    public static void Committed(Activity? span, CommitResult result) => span
        ?.SetTag("loyalty.commit.outcome", result is CommitResult.Committed ? "committed" : "conflict")
        .SetStatus(ActivityStatusCode.Unset);

    /// <summary>A timer's look at the members whose hints have come due in one hour.</summary>
    public static Activity? Looks(Sweep sweep, int members)
    {
        var span = Source.StartActivity($"sweep {sweep}");
        span?.SetTag("loyalty.sweep", sweep.ToString());
        span?.SetTag("loyalty.sweep.members", members);
        return span;
    }

    /// <summary>A letter that is handed to the provider.</summary>
    public static Activity? Hand(MessageKind kind)
    {
        var span = Source.StartActivity("send e-mail", ActivityKind.Client);
        span?.SetTag("loyalty.message.kind", kind.Name());
        return span;
    }

    public static void Handed(Activity? span, Domain.Outreach.Delivery delivery) =>
        span?.SetTag("loyalty.message.delivery", Snake(delivery.GetType().Name));

    private static ActivityContext ContextOf(ServiceBusReceivedMessage message) =>
        (message.ApplicationProperties.TryGetValue(TraceParent, out var id) || message.ApplicationProperties.TryGetValue(DiagnosticId, out id))
        && ActivityContext.TryParse(id as string, traceState: null, isRemote: true, out var context)
            ? context
            : default;

    private static Activity? Messaging(string operation, ActivityKind kind, ActivityContext parent, IEnumerable<ActivityLink>? links)
    {
        var span = Source.StartActivity($"{operation} {PurchaseQueue.Name}", kind, parent, tags: null, links);
        span?.SetTag("messaging.system", "servicebus");
        span?.SetTag("messaging.destination.name", PurchaseQueue.Name);
        span?.SetTag("messaging.operation.name", operation);
        span?.SetTag("messaging.operation.type", operation);
        return span;
    }
}
