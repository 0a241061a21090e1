using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Loyalty.Domain.Purchases;
using Loyalty.Functions.Options;
using Loyalty.Functions.Receiving;
using Loyalty.Wire.Events;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loyalty.Functions.Tests.Receiving;

/// <summary>The spans of events in a batch, each of which goes on with the trace of its own till.</summary>
public sealed class ProcessingTests : IAsyncLifetime
{
    private static readonly ActivityContext First = Context(1);
    private static readonly ActivityContext Second = Context(2);

    private readonly ConcurrentQueue<Activity> spans = [];
    private readonly ActivityListener listener;
    private readonly RecordedActions actions = new();
    private IntakeBench bench = null!;

    public ProcessingTests()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Loyalty",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // Other tests count events at the same time.
                if (span.TraceId == First.TraceId || span.TraceId == Second.TraceId)
                {
                    spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public async ValueTask InitializeAsync() => bench = await IntakeBench.StartAsync();

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return bench.DisposeAsync();
    }

    [Fact]
    public async Task Events_that_share_a_transaction_are_each_in_the_trace_of_their_till_and_lead_to_it()
    {
        await ReceiveAsync(Message(Some.Purchase("p-1"), "traceparent", First), Message(Some.Purchase("p-2"), "traceparent", Second));

        var first = Assert.Single(spans, span => span.OperationName == "process purchases" && span.ParentSpanId == First.SpanId);
        var second = Assert.Single(spans, span => span.OperationName == "process purchases" && span.ParentSpanId == Second.SpanId);
        var commit = Assert.Single(spans, span => span.OperationName == "commit members");
        Assert.Equal((First.TraceId, first.SpanId), (commit.TraceId, commit.ParentSpanId));
        Assert.Equal(first.Context, Assert.Single(second.Links).Context);
        Assert.Equal(Second.TraceId, second.TraceId);
    }

    [Fact]
    public async Task An_event_links_to_the_call_that_brought_its_batch()
    {
        using var source = new ActivitySource("Loyalty");
        using var call = source.StartActivity("function OnPurchases")!;

        await ReceiveAsync(Message(Some.Purchase("p-1"), "Diagnostic-Id", First));

        var span = Assert.Single(spans, span => span.OperationName == "process purchases");
        Assert.Equal(First.SpanId, span.ParentSpanId);
        Assert.Equal(call.Context, Assert.Single(span.Links).Context);
        Assert.Same(call, Activity.Current);
    }

    [Fact]
    public async Task What_became_of_an_event_is_on_its_span()
    {
        await ReceiveAsync(Message(Some.Purchase("p-1"), "traceparent", First), Message(Some.Purchase("p-1"), "traceparent", Second));

        var outcomes = spans.Where(span => span.OperationName == "process purchases")
            .ToDictionary(span => span.TraceId, span => span.GetTagItem("loyalty.event.outcome"));
        Assert.Equal(("counted", "duplicate"), (outcomes[First.TraceId], outcomes[Second.TraceId]));
    }

    private static ActivityContext Context(byte number) => new(
        ActivityTraceId.CreateFromBytes([.. Enumerable.Repeat(number, 15), 0xAB]),
        ActivitySpanId.CreateFromBytes([.. Enumerable.Repeat(number, 8)]),
        ActivityTraceFlags.Recorded);

    private static ServiceBusReceivedMessage Message(PurchaseEvent purchaseEvent, string name, ActivityContext context) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromBytes(EventJson.Write(purchaseEvent, "EUR")),
            messageId: $"{purchaseEvent.Id}-{context.SpanId}",
            properties: new Dictionary<string, object> { [name] = $"00-{context.TraceId}-{context.SpanId}-01" });

    private Task ReceiveAsync(params ServiceBusReceivedMessage[] messages) => new OnPurchases(
        bench.Intake,
        bench.Program,
        bench.Clock,
        Microsoft.Extensions.Options.Options.Create(new ReceivingOptions()),
        NullLogger<OnPurchases>.Instance).RunAsync(messages, actions, TestContext.Current.CancellationToken);
}
