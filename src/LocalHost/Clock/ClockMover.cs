using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Queue;
using NodaTime;

namespace Loyalty.LocalHost.Clock;

/// <summary>Moves a simulated clock forward as time would have passed: what was posted before is counted first, then each
/// timer runs at the instant at which it was due.</summary>
internal sealed class ClockMover(
    SimulatedClock clock,
    DurableQueue queue,
    IReadOnlyList<TimerFunction> timers,
    IServiceProvider services,
    ILogger<ClockMover> logger) : IDisposable
{
    private static readonly TimeSpan QueueEmptyWithin = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim oneAtATime = new(1);

    public async Task<ClockMove> MoveAsync(Instant target, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var now = clock.GetCurrentInstant();
            if (target < now)
            {
                return new ClockMove.Earlier(now);
            }

            if (!await queue.WaitUntilEmptyAsync(QueueEmptyWithin, cancellationToken))
            {
                return new ClockMove.QueueNotEmpty(queue.Stats);
            }

            await RunTimersAsync(target, cancellationToken);
            clock.MoveTo(target);
            clock.Keep(target);
            return new ClockMove.Done(target);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task RunTimersAsync(Instant to, CancellationToken cancellationToken)
    {
        // From what was kept, not from the clock: of several timers due at one time a crash or a caller who gave up may have left
        // some undone.
        var from = clock.Kept;
        // The priority puts them in the order of time and, at one time, of name.
        var due = new PriorityQueue<TimerFunction, (Instant At, int Place)>();
        var inOrder = timers.OrderBy(timer => timer.Name, StringComparer.Ordinal).ToList();
        for (var place = 0; place < inOrder.Count; place++)
        {
            due.Enqueue(inOrder[place], (inOrder[place].NextAfter(from), place));
        }

        while (due.TryDequeue(out var timer, out var next) && next.At <= to)
        {
            if (clock.GetCurrentInstant() is var passed && passed < next.At)
            {
                clock.Keep(passed);
            }

            clock.MoveTo(next.At);
            await timer.RunAsync(services, logger, cancellationToken);
            due.Enqueue(timer, (timer.NextAfter(next.At), next.Place));
        }
    }
}
