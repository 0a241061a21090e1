using NodaTime;

namespace Loyalty.LocalHost.Hosting;

/// <summary>Runs each timer when it is due by the clock on the wall; one timer never runs twice at once. Where the clock is
/// simulated, the clock's moves run them instead.</summary>
internal sealed class TimerPump(
    IReadOnlyList<TimerFunction> timers,
    IClock clock,
    TimeProvider wall,
    IHostApplicationLifetime lifetime,
    IServiceProvider services,
    ILogger<TimerPump> logger)
    : BackgroundService
{
    // The wall's clock may be set while a timer waits.
    private static readonly Duration LongestWait = Duration.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // What timers send has links to this host, which does not know its address before it listens.
            var started = new TaskCompletionSource();
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            await Task.WhenAll(timers.Select(timer => RunAsync(timer, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task RunAsync(TimerFunction timer, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var due = timer.NextAfter(clock.GetCurrentInstant());
            while (due - clock.GetCurrentInstant() is var left && left > Duration.Zero)
            {
                await Task.Delay(Duration.Min(left, LongestWait).ToTimeSpan(), wall, stoppingToken);
            }

            await timer.RunAsync(services, logger, stoppingToken);
        }
    }
}
