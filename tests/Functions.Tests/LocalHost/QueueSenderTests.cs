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
