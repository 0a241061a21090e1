namespace Loyalty.Functions.Tests.LocalHost;

/// <summary>Real time as a test moves it; whoever sleeps until a moment wakes when it has come.</summary>
internal sealed class WallClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Sleeper> sleepers = [];
    private DateTimeOffset now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Pass(TimeSpan time)
    {
        List<Sleeper> woken;
        lock (gate)
        {
            now += time;
            woken = sleepers.Where(sleeper => sleeper.Until <= now).ToList();
            sleepers.RemoveAll(woken.Contains);
        }

        woken.ForEach(sleeper => sleeper.Wake());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var sleeper = new Sleeper(this, () => callback(state));
        sleeper.Change(dueTime, period);
        return sleeper;
    }

    private sealed class Sleeper(WallClock clock, Action wake) : ITimer
    {
        public DateTimeOffset Until { get; private set; }

        public void Wake() => wake();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.sleepers.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    Until = clock.now + dueTime;
                    clock.sleepers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
