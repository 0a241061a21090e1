using Loyalty.Functions.Programs;

namespace Loyalty.LocalHost.Programs;

/// <summary>Looks at the program's file every second, so that a save is in force without a restart. No watcher of the system is asked:
/// on some folders they tell nothing.</summary>
internal sealed class ProgramFollower(ProgramFile file, FileProgram programs, TimeProvider wall, ILogger<ProgramFollower> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, wall);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await file.LookAsync(programs, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, the host goes on with the program that it has, and tries again.
                logger.ProgramNotTaken(exception);
            }
        }
    }
}
