using Loyalty.Functions.Storage;
using NodaTime;

namespace Loyalty.LocalHost.Queue;

/// <summary>
/// A queue in a file. What was enqueued stays until it is completed or dead-lettered, whatever stops in between; each message
/// is with one receiver at a time, under a lock that ends. A delivery that failed (the receiver threw, or let its lock end)
/// counts towards <see cref="QueueLimits.Deliveries"/>; one that was abandoned does not, since that is how a receiver says that
/// its store is down. Every member that writes throws <see cref="StoreUnavailableException"/> where the file cannot be written.
/// </summary>
public sealed class DurableQueue : IAsyncDisposable
{
    private readonly MessageFile file;
    private readonly IClock clock;
    private readonly TimeProvider wall;
    private readonly Deliveries deliveries = new();
    private readonly Signal ready = new();
    private readonly Signal emptied = new();
    private int deadLettered;

    private DurableQueue(MessageFile file, IClock clock, TimeProvider wall)
    {
        this.file = file;
        this.clock = clock;
        this.wall = wall;
        deadLettered = file.CountDeadLetters();
        deliveries.Add(file.ReadDeliveries());
    }

    public QueueStats Stats
    {
        get
        {
            var (waiting, locked) = deliveries.Count();
            return new QueueStats(waiting, locked, Volatile.Read(ref deadLettered));
        }
    }

    /// <summary>Opens the file, or makes it. <paramref name="clock"/> dates messages and dead letters; locks and rests run on
    /// <paramref name="wall"/>, the real time.</summary>
    /// <param name="outlastsPower">As <see cref="Sqlite.SqliteDatabase"/> takes it.</param>
    public static async Task<DurableQueue> OpenAsync(string path, IClock clock, TimeProvider wall, bool outlastsPower = true) =>
        new(await MessageFile.OpenAsync(path, outlastsPower), clock, wall);

    /// <summary>Adds all messages or none; when this is done they are on the disk.</summary>
    public async Task EnqueueAsync(IReadOnlyList<QueuedMessage> messages)
    {
        var numbers = await file.AddAsync(messages);
        deliveries.Add(numbers.Select(number => new Delivery(number, failures: 0)));
        ready.Raise();
    }

    /// <summary>Waits until there are messages, and locks those that there are, at most so many.</summary>
    public async Task<IReadOnlyList<LockedMessage>> ReceiveAsync(int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await FailExpiredAsync();
            var changed = ready.Next;
            var taken = deliveries.Lock(most, wall.GetUtcNow(), QueueLimits.Lock);
            if (taken.Count > 0)
            {
                return Load(taken);
            }

            await Signal.WaitAsync(changed, deliveries.NextChange(), wall, cancellationToken);
        }
    }

    public Task CompleteAsync(Guid lockToken) =>
        SettleAsync(lockToken, delivery => file.RemoveAsync(delivery.SequenceNumber));

    public Task DeadLetterAsync(Guid lockToken, string reason, string description) =>
        SettleAsync(lockToken, delivery => MoveToDeadLettersAsync(delivery, reason, description));

    /// <summary>Gives a message back, to be tried again soon; this delivery does not count.</summary>
    public void Abandon(Guid lockToken) => Rest(Take(lockToken), QueueLimits.AbandonedRest);

    /// <summary>Gives a message back whose delivery failed: it counts, and the message rests longer each time.</summary>
    public async Task FailAsync(Guid lockToken) => await FailAsync(Take(lockToken), "The receiver failed.");

    /// <summary>Has the lock begin anew.</summary>
    public DateTimeOffset Renew(Guid lockToken)
    {
        var now = wall.GetUtcNow();
        return deliveries.Renew(lockToken, now, QueueLimits.Lock) ? now + QueueLimits.Lock : throw new LockLostException();
    }

    /// <summary>Waits until no message is left, for at most so long; says whether none is.</summary>
    public async Task<bool> WaitUntilEmptyAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var end = wall.GetUtcNow() + atMost;
        while (true)
        {
            var changed = emptied.Next;
            var left = end - wall.GetUtcNow();
            if (Stats.IsEmpty || left <= TimeSpan.Zero)
            {
                return Stats.IsEmpty;
            }

            await Signal.WaitAsync(changed, end, wall, cancellationToken);
        }
    }

    /// <summary>The dead letters, in the order in which they were sent.</summary>
    public IEnumerable<DeadLetter> ReadDeadLetters() => file.ReadDeadLetters();

    /// <summary>Puts a dead letter back among the messages, at once and for good; false where there is no such letter, or no longer.
    /// </summary>
    /// <param name="mended">The body in place of its own; null keeps that.</param>
    public async Task<bool> ReplayAsync(long number, ReadOnlyMemory<byte>? mended)
    {
        if (await file.ReplayAsync(number, mended?.ToArray()) is not { } message)
        {
            return false;
        }

        Interlocked.Decrement(ref deadLettered);
        deliveries.Add([new Delivery(message, failures: 0)]);
        ready.Raise();
        return true;
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private List<LockedMessage> Load(List<Delivery> taken)
    {
        try
        {
            return file.Read(taken)
                .Zip(taken, (message, delivery) => new LockedMessage(
                    delivery.SequenceNumber, message, delivery.LockToken, delivery.LockedUntil, delivery.Failures + 1))
                .ToList();
        }
        catch
        {
            foreach (var delivery in taken)
            {
                Abandon(delivery.LockToken);
            }

            throw;
        }
    }

    private async Task FailExpiredAsync()
    {
        var expired = deliveries.SettleExpired(wall.GetUtcNow());
        await Task.WhenAll(expired.Select(delivery => FailAsync(delivery, "The receiver let its lock end.")));
    }

    private async Task FailAsync(Delivery delivery, string how)
    {
        if (delivery.Failures + 1 >= QueueLimits.Deliveries)
        {
            var description = $"Tried {QueueLimits.Deliveries} times. {how}";
            await DoneAsync(delivery, MoveToDeadLettersAsync(delivery, "MaxDeliveryCountExceeded", description));
            return;
        }

        try
        {
            await file.CountFailureAsync(delivery.SequenceNumber);
            delivery.Failures++;
        }
        finally
        {
            // Counted or not, it must not be lost to the receivers of this process.
            Rest(delivery, QueueLimits.RestAfter(delivery.Failures));
        }
    }

    private async Task SettleAsync(Guid lockToken, Func<Delivery, Task> write)
    {
        var delivery = Take(lockToken);
        await DoneAsync(delivery, write(delivery));
    }

    private async Task DoneAsync(Delivery delivery, Task written)
    {
        try
        {
            await written;
        }
        catch
        {
            Rest(delivery, QueueLimits.AbandonedRest);
            throw;
        }

        deliveries.Settled();
        if (deliveries.Count() is (0, 0))
        {
            emptied.Raise();
        }
    }

    private async Task MoveToDeadLettersAsync(Delivery delivery, string reason, string description)
    {
        var cut = DeadLetter.Cut(description);
        await file.MoveToDeadLettersAsync(delivery.SequenceNumber, reason, cut, delivery.Failures + 1, clock.GetCurrentInstant());
        Interlocked.Increment(ref deadLettered);
    }

    private Delivery Take(Guid lockToken) =>
        deliveries.Settle(lockToken, wall.GetUtcNow()) ?? throw new LockLostException();

    private void Rest(Delivery delivery, TimeSpan rest)
    {
        deliveries.Rest(delivery, wall.GetUtcNow() + rest);

        // Nothing is to be had yet, but a receiver that sleeps must learn when to look again.
        ready.Raise();
    }
}
