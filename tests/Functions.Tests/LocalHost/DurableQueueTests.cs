using System.Text;
using Loyalty.LocalHost.Queue;

namespace Loyalty.Functions.Tests.LocalHost;

public sealed class DurableQueueTests
{
    private static readonly TimeSpan ALock = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ALongRest = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_message_arrives_as_it_was_sent()
    {
        await using var bench = await QueueBench.StartAsync();
        var properties = new Dictionary<string, object> { ["type"] = "loyalty", ["big"] = 1L << 40, ["half"] = 0.5, ["yes"] = true };
        byte[] body = [0, 1, 254, 255];

        await bench.Queue.EnqueueAsync([new QueuedMessage(body, "m-1", "application/json", properties, bench.Clock.GetCurrentInstant())]);

        var received = await bench.ReceiveOneAsync();
        Assert.Equal(body, received.Message.Body.ToArray());
        Assert.Equal("m-1", received.Message.MessageId);
        Assert.Equal("application/json", received.Message.ContentType);
        Assert.Equal(properties.ToHashSet(), received.Message.Properties.ToHashSet());
        Assert.Equal(bench.Clock.GetCurrentInstant(), received.Message.EnqueuedAt);
        Assert.Equal(1, received.DeliveryCount);
        Assert.Equal(bench.Wall.GetUtcNow() + ALock, received.LockedUntil);
    }

    [Fact]
    public async Task Messages_come_in_the_order_in_which_they_were_sent_and_no_more_than_asked_for()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a", "b", "c");

        Assert.Equal(["a", "b"], (await bench.ReceiveAsync(most: 2)).Select(QueueBench.Body));
        Assert.Equal(["c"], (await bench.ReceiveAsync(most: 2)).Select(QueueBench.Body));
    }

    [Fact]
    public async Task A_receiver_waits_for_a_message_without_asking_again()
    {
        await using var bench = await QueueBench.StartAsync();
        var receiving = bench.ReceiveAsync();
        Assert.False(receiving.IsCompleted);

        await bench.EnqueueAsync("a");

        Assert.Single(await receiving);
    }

    [Fact]
    public async Task A_locked_message_is_with_one_receiver_alone()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a");
        await bench.ReceiveOneAsync();

        var second = bench.ReceiveAsync();
        await bench.EnqueueAsync("b");

        Assert.Equal("b", QueueBench.Body(Assert.Single(await second)));
    }

    [Fact]
    public async Task A_completed_message_is_gone_also_after_a_crash()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a", "b");
        var received = await bench.ReceiveAsync();

        await bench.Queue.CompleteAsync(received[0].LockToken);
        await bench.CrashAsync();

        Assert.Equal("b", QueueBench.Body(await bench.ReceiveOneAsync()));
    }

    [Fact]
    public async Task A_crash_frees_the_locks_and_counts_nothing()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a");
        await bench.ReceiveOneAsync();

        await bench.CrashAsync();

        Assert.Equal(new QueueStats(1, 0, 0), bench.Queue.Stats);
        Assert.Equal(1, (await bench.ReceiveOneAsync()).DeliveryCount);
    }

    [Fact]
    public async Task An_abandoned_delivery_does_not_count()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a");

        for (var i = 0; i < 3; i++)
        {
            bench.Queue.Abandon((await bench.ReceiveOneAsync()).LockToken);
            bench.Wall.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, (await bench.ReceiveOneAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_failed_delivery_counts_also_after_a_crash()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a");
        await bench.Queue.FailAsync((await bench.ReceiveOneAsync()).LockToken);

        await bench.CrashAsync();

        Assert.Equal(2, (await bench.ReceiveOneAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_failed_message_rests_before_it_comes_again()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a");
        await bench.Queue.FailAsync((await bench.ReceiveOneAsync()).LockToken);
        var receiving = bench.ReceiveAsync();
        await bench.EnqueueAsync("b");
        Assert.Equal("b", QueueBench.Body(Assert.Single(await receiving)));

        receiving = bench.ReceiveAsync();
        bench.Wall.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal("a", QueueBench.Body(Assert.Single(await receiving)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1_000, 60)]
    public void The_rest_doubles_up_to_a_minute(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), QueueLimits.RestAfter(failures));

    [Fact]
    public async Task A_lock_that_ended_counts_and_its_receiver_can_no_longer_settle()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a");
        var late = await bench.ReceiveOneAsync();
        bench.Wall.Pass(ALock);

        await Assert.ThrowsAsync<LockLostException>(() => bench.Queue.CompleteAsync(late.LockToken));

        var receiving = bench.ReceiveAsync();
        await Eventually.TrueAsync(() => bench.Queue.Stats.Ready == 1);
        bench.Wall.Pass(TimeSpan.FromSeconds(1));
        var again = Assert.Single(await receiving);
        Assert.Equal(2, again.DeliveryCount);
        await Assert.ThrowsAsync<LockLostException>(() => bench.Queue.CompleteAsync(late.LockToken));
        await bench.Queue.CompleteAsync(again.LockToken);
        Assert.True(bench.Queue.Stats.IsEmpty);
    }

    [Fact]
    public async Task A_renewed_lock_holds_on()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a");
        var received = await bench.ReceiveOneAsync();
        bench.Wall.Pass(ALock - TimeSpan.FromSeconds(1));

        bench.Queue.Renew(received.LockToken);
        bench.Wall.Pass(TimeSpan.FromMinutes(4));

        await bench.Queue.CompleteAsync(received.LockToken);
        Assert.True(bench.Queue.Stats.IsEmpty);
    }

    [Fact]
    public async Task A_message_is_settled_once()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a");
        var received = await bench.ReceiveOneAsync();
        await bench.Queue.CompleteAsync(received.LockToken);

        Assert.Throws<LockLostException>(() => bench.Queue.Abandon(received.LockToken));
    }

    [Fact]
    public async Task A_dead_letter_says_why_also_after_a_crash()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("bad", "good");
        var received = await bench.ReceiveAsync();

        await bench.Queue.DeadLetterAsync(received[0].LockToken, "InvalidPurchase", new string('x', 5_000));
        await bench.CrashAsync();

        Assert.Equal(new QueueStats(1, 0, 1), bench.Queue.Stats);
        var letter = Assert.Single(bench.Queue.ReadDeadLetters());
        Assert.Equal("bad", Encoding.UTF8.GetString(letter.Body.Span));
        Assert.Equal("InvalidPurchase", letter.Reason);
        Assert.Equal(new string('x', 4_096), letter.Description);
        Assert.Equal(1, letter.DeliveryCount);
        Assert.Equal(bench.Clock.GetCurrentInstant(), letter.At);
    }

    [Fact]
    public async Task A_dead_letter_that_is_replayed_comes_once_as_it_was_sent_or_with_its_mended_body()
    {
        await using var bench = await QueueBench.StartAsync();
        var sent = new QueuedMessage(
            "bad"u8.ToArray(), "m-1", "application/json", new Dictionary<string, object> { ["receivedAt"] = "noon" }, bench.Clock.GetCurrentInstant());
        await bench.Queue.EnqueueAsync([sent, sent]);
        foreach (var received in await bench.ReceiveAsync())
        {
            await bench.Queue.DeadLetterAsync(received.LockToken, "InvalidPurchase", "It is bad.");
        }

        var letters = bench.Queue.ReadDeadLetters().Select(letter => letter.Number).ToList();
        Assert.True(await bench.Queue.ReplayAsync(letters[0], mended: null));
        Assert.True(await bench.Queue.ReplayAsync(letters[1], "good"u8.ToArray()));
        await bench.CrashAsync();
        Assert.False(await bench.Queue.ReplayAsync(letters[0], mended: null));

        Assert.Equal(new QueueStats(2, 0, 0), bench.Queue.Stats);
        var again = await bench.ReceiveAsync();
        Assert.Equal(["bad", "good"], again.Select(QueueBench.Body));
        Assert.All(again, one => Assert.Equal(
            ("m-1", "application/json", "noon", 1), (one.Message.MessageId, one.Message.ContentType, one.Message.Properties["receivedAt"], one.DeliveryCount)));
    }

    [Fact]
    public async Task A_message_that_fails_a_thousand_times_is_dead_lettered()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a");
        for (var i = 0; i < QueueLimits.Deliveries; i++)
        {
            Assert.Equal(new QueueStats(1, 0, 0), bench.Queue.Stats);
            await bench.Queue.FailAsync((await bench.ReceiveOneAsync()).LockToken);
            bench.Wall.Pass(ALongRest);
        }

        Assert.Equal(new QueueStats(0, 0, 1), bench.Queue.Stats);
        var letter = Assert.Single(bench.Queue.ReadDeadLetters());
        Assert.Equal("MaxDeliveryCountExceeded", letter.Reason);
        Assert.Equal(QueueLimits.Deliveries, letter.DeliveryCount);
    }

    [Fact]
    public async Task Waiting_for_the_end_ends_with_the_last_message()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a", "b");
        var received = await bench.ReceiveAsync();
        var waiting = bench.Queue.WaitUntilEmptyAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        await bench.Queue.CompleteAsync(received[0].LockToken);
        Assert.False(waiting.IsCompleted);

        await bench.Queue.CompleteAsync(received[1].LockToken);

        Assert.True(await waiting);
    }

    [Fact]
    public async Task Waiting_for_the_end_has_an_end()
    {
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync("a");
        var waiting = bench.Queue.WaitUntilEmptyAsync(TimeSpan.FromMinutes(1), CancellationToken.None);

        bench.Wall.Pass(TimeSpan.FromMinutes(1));

        Assert.False(await waiting);
    }

    [Fact]
    public async Task Many_receivers_at_once_see_each_message_once()
    {
        const int Messages = 5_000;
        await using var bench = await QueueBench.StartAsync();
        await bench.EnqueueAsync([.. Enumerable.Range(0, Messages).Select(number => $"{number}")]);
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var done = new CancellationTokenSource();

        var receivers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReceiveAllAsync(done.Token))).ToList();
        Assert.True(await bench.Queue.WaitUntilEmptyAsync(TimeSpan.FromMinutes(1), CancellationToken.None));
        await done.CancelAsync();
        await Task.WhenAll(receivers);

        Assert.Equal(Messages, seen.Count);
        Assert.Equal(Messages, seen.Distinct().Count());

        async Task ReceiveAllAsync(CancellationToken cancellationToken)
        {
            try
            {
                while (true)
                {
                    var batch = await bench.Queue.ReceiveAsync(256, cancellationToken);
                    foreach (var message in batch)
                    {
                        seen.Add(QueueBench.Body(message));
                    }

                    await Task.WhenAll(batch.Select(message => bench.Queue.CompleteAsync(message.LockToken)));
                }
            }
            catch (OperationCanceledException)
            {
                // All were seen.
            }
        }
    }
}
