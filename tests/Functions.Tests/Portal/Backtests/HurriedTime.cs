namespace Loyalty.Functions.Tests.Portal.Backtests;

/// <summary>A clock on which so much time passes with each look at it, and on which no wait takes any.</summary>
internal sealed class HurriedTime(TimeSpan eachLook = default) : TimeProvider
{
    private TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(TimeSpan time) => passed += time;

    public override long GetTimestamp()
    {
        Pass(eachLook);
        return passed.Ticks;
    }

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero) + passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, TimeSpan.Zero, period);
}
