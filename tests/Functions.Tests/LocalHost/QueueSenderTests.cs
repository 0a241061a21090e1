using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Loyalty.LocalHost.Queue;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class QueueSenderTests
{
    [Fact]
    public async Task What_was_sent_is_in_the_queue_before_the_send_is_done()
    {
        await using var bench = await QueueBench.StartAsync();
        var sender = new QueueSender(bench.Queue, bench.Clock);
        var message = new ServiceBusMessage(BinaryData.FromString("a")) { MessageId = "m-1", ContentType = "text/plain" };
        message.ApplicationProperties["key"] = "value";

        await sender.SendMessageAsync(message, TestContext.Current.CancellationToken);
        await bench.CrashAsync();

        var received = await bench.ReceiveOneAsync();
        Assert.Equal("a", QueueBench.Body(received));
        Assert.Equal("m-1", received.Message.MessageId);
        Assert.Equal("text/plain", received.Message.ContentType);
        Assert.Equal("value", received.Message.Properties["key"]);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("Diagnostic-Id", false)]
    [InlineData("traceparent", true)]
    public async Task A_message_carries_the_trace_that_it_is_sent_in_or_the_one_that_it_has(string? has, bool inBatch)
    {
        const string Other = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == "Loyalty" };
        ActivitySource.AddActivityListener(listener);
        using var span = new Activity("sending").Start();
        await using var bench = await QueueBench.StartAsync();
        var sender = new QueueSender(bench.Queue, bench.Clock);
        var message = new ServiceBusMessage(BinaryData.FromString("a"));
        if (has is not null)
        {
            message.ApplicationProperties[has] = Other;
        }

        if (inBatch)
        {
            using var batch = await sender.CreateMessageBatchAsync(TestContext.Current.CancellationToken);
            Assert.True(batch.TryAddMessage(message));
            await sender.SendMessagesAsync(batch, TestContext.Current.CancellationToken);
        }
        else
        {
            await sender.SendMessageAsync(message, TestContext.Current.CancellationToken);
        }

        await bench.CrashAsync();
        var (name, trace) = Assert.Single((await bench.ReceiveOneAsync()).Message.Properties);
        Assert.Equal(has ?? "Diagnostic-Id", name);
        Assert.Equal(has is null ? span.Id : Other, trace);
    }

    [Fact]
    public async Task A_batch_takes_what_the_broker_would_take_and_is_sent_whole()
    {
        await using var bench = await QueueBench.StartAsync();
        var sender = new QueueSender(bench.Queue, bench.Clock);
        using var batch = await sender.CreateMessageBatchAsync(TestContext.Current.CancellationToken);
        var added = 0;
        while (batch.TryAddMessage(new ServiceBusMessage(BinaryData.FromBytes(new byte[64 * 1024]))))
        {
            added++;
        }

        await sender.SendMessagesAsync(batch, TestContext.Current.CancellationToken);

        Assert.Equal(3, added);
        Assert.Equal(3, bench.Queue.Stats.Ready);
    }

    [Fact]
    public async Task Messages_over_the_limit_are_refused_as_the_broker_refuses_them()
    {
        await using var bench = await QueueBench.StartAsync();
        var sender = new QueueSender(bench.Queue, bench.Clock);
        var message = new ServiceBusMessage(BinaryData.FromBytes(new byte[QueueLimits.BatchBytes]));

        var refusal = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(message, TestContext.Current.CancellationToken));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refusal.Reason);
        Assert.True(bench.Queue.Stats.IsEmpty);
    }
}
