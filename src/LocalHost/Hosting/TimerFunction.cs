using Microsoft.Azure.Functions.Worker;
using NCrontab;
using NodaTime;

namespace Loyalty.LocalHost.Hosting;

/// <summary>A function with a TimerTrigger, and when it is due.</summary>
internal sealed class TimerFunction
{
    private readonly FunctionMethod function;
    private readonly CrontabSchedule schedule;

    private TimerFunction(FunctionMethod function, CrontabSchedule schedule)
    {
        this.function = function;
        this.schedule = schedule;
    }

    public string Name => function.Name;

    /// <summary>The timers among the functions. A schedule has six fields.</summary>
    public static IReadOnlyList<TimerFunction> Among(IEnumerable<FunctionMethod> functions)
    {
        var timers = new List<TimerFunction>();
        foreach (var function in functions)
        {
            if (function.Trigger is TimerTriggerAttribute trigger)
            {
                var schedule = CrontabSchedule.TryParse(trigger.Schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
                    ?? throw new InvalidOperationException($"The schedule '{trigger.Schedule}' of {function.Name} is not one of six fields.");
                timers.Add(new TimerFunction(function, schedule));
            }
        }

        return timers;
    }

    /// <summary>The first moment after one at which it is due; schedules are in UTC, as they are on Azure.</summary>
    public Instant NextAfter(Instant moment) => Instant.FromDateTimeUtc(
        DateTime.SpecifyKind(schedule.GetNextOccurrence(moment.ToDateTimeUtc()), DateTimeKind.Utc));

    /// <summary>Runs it once. A failed run is not repeated before it is next due, as on Azure.</summary>
    public async Task RunAsync(IServiceProvider services, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await function.CallAsync(services, new TimerInfo(), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.TimerFailed(exception, Name);
        }
    }
}
