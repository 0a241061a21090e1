using System.Security.Cryptography;

namespace Loyalty.LocalHost.Queue;

/// <summary>
/// Which messages wait, rest and are locked. It lives in memory alone: one process owns the file, so that at its next start
/// every lock is free, and only what must outlast a crash (the message, its failed deliveries) is written.
/// </summary>
internal sealed class Deliveries
{
    private const int TokenBytes = 16;

    private readonly Lock gate = new();
    private readonly Queue<Delivery> ready = new();
    private readonly PriorityQueue<Delivery, DateTimeOffset> resting = new();
    private readonly Dictionary<Guid, Delivery> locked = [];
    private int settling;

    /// <summary>How many wait or rest, and how many are with a receiver or being settled.</summary>
    public (int Ready, int Locked) Count()
    {
        lock (gate)
        {
            return (ready.Count + resting.Count, locked.Count + settling);
        }
    }

    /// <summary>Adds messages that nobody has.</summary>
    public void Add(IEnumerable<Delivery> deliveries)
    {
        lock (gate)
        {
            foreach (var delivery in deliveries)
            {
                ready.Enqueue(delivery);
            }
        }
    }

    /// <summary>Locks as many of the waiting messages as there are, at most so many, the oldest first.</summary>
    public List<Delivery> Lock(int most, DateTimeOffset now, TimeSpan length)
    {
        lock (gate)
        {
            while (resting.TryPeek(out _, out var end) && end <= now)
            {
                ready.Enqueue(resting.Dequeue());
            }

            var taken = new List<Delivery>(Math.Min(most, ready.Count));
            while (taken.Count < most && ready.TryDequeue(out var delivery))
            {
                delivery.LockToken = new Guid(RandomNumberGenerator.GetBytes(TokenBytes));
                delivery.LockedUntil = now + length;
                locked.Add(delivery.LockToken, delivery);
                taken.Add(delivery);
            }

            return taken;
        }
    }

    /// <summary>Prolongs a lock that still holds.</summary>
    public bool Renew(Guid token, DateTimeOffset now, TimeSpan length)
    {
        lock (gate)
        {
            if (!locked.TryGetValue(token, out var delivery) || delivery.LockedUntil <= now)
            {
                return false;
            }

            delivery.LockedUntil = now + length;
            return true;
        }
    }

    /// <summary>Takes a message out of its lock, if that still holds, for as long as settling it takes; it counts as locked
    /// until <see cref="Settled"/> or <see cref="Rest"/>.</summary>
    public Delivery? Settle(Guid token, DateTimeOffset now)
    {
        lock (gate)
        {
            if (!locked.TryGetValue(token, out var delivery) || delivery.LockedUntil <= now)
            {
                return null;
            }

            locked.Remove(token);
            settling++;
            return delivery;
        }
    }

    /// <summary>Takes every message whose lock has ended, to be settled.</summary>
    public List<Delivery> SettleExpired(DateTimeOffset now)
    {
        lock (gate)
        {
            var expired = locked.Values.Where(delivery => delivery.LockedUntil <= now).ToList();
            foreach (var delivery in expired)
            {
                locked.Remove(delivery.LockToken);
                settling++;
            }

            return expired;
        }
    }

    /// <summary>A message that was being settled is gone.</summary>
    public void Settled()
    {
        lock (gate)
        {
            settling--;
        }
    }

    /// <summary>A message that was being settled waits again, from some moment on.</summary>
    public void Rest(Delivery delivery, DateTimeOffset until)
    {
        lock (gate)
        {
            settling--;
            resting.Enqueue(delivery, until);
        }
    }

    /// <summary>When, without any call, the next message can be had: a rest or a lock ends.</summary>
    public DateTimeOffset? NextChange()
    {
        lock (gate)
        {
            DateTimeOffset? next = resting.TryPeek(out _, out var end) ? end : null;
            foreach (var delivery in locked.Values)
            {
                if (next is null || delivery.LockedUntil < next)
                {
                    next = delivery.LockedUntil;
                }
            }

            return next;
        }
    }
}
