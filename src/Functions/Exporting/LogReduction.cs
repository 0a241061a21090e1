using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Loyalty.Functions.Exporting;

/// <summary>Takes the messages of exceptions from what is logged: they say addresses with keys in them, and what a row holds. What they
/// are and where they were thrown stays.</summary>
internal sealed class LogReduction : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Exception is { } exception)
        {
            data.Exception = null;
            data.Attributes =
            [
                .. data.Attributes ?? [],
                new("exception.type", exception.GetType().FullName),
                new("exception.stacktrace", string.Join('\n', Chain(exception).Select(one => $"{one.GetType().FullName}\n{one.StackTrace}"))),
            ];
        }
    }

    // The outermost first, with all that came together.
    private static IEnumerable<Exception> Chain(Exception exception) => exception is AggregateException several
        ? several.InnerExceptions.SelectMany(Chain).Prepend(exception)
        : exception.InnerException is { } inner ? Chain(inner).Prepend(exception)
        : [exception];
}
