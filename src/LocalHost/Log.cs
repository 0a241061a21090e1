namespace Loyalty.LocalHost;

/// <summary>What the host says in its log. Never a key, a body or anything of a member.</summary>
internal static partial class Log
{
    [LoggerMessage(101, LogLevel.Error, "{Method} {Route} failed.")]
    public static partial void RequestFailed(this ILogger logger, Exception exception, string method, string route);

    [LoggerMessage(102, LogLevel.Error, "The function {Function} failed; its messages are tried again later.")]
    public static partial void DeliveryFailed(this ILogger logger, Exception exception, string function);

    [LoggerMessage(103, LogLevel.Warning, "The function {Function} left {Count} messages unsettled; they are tried again later.")]
    public static partial void LeftUnsettled(this ILogger logger, string function, int count);

    [LoggerMessage(104, LogLevel.Error, "The queue could not be read or written; tried again in a second.")]
    public static partial void QueueFailed(this ILogger logger, Exception exception);

    [LoggerMessage(105, LogLevel.Error, "The timer {Function} failed; it runs again when it is next due.")]
    public static partial void TimerFailed(this ILogger logger, Exception exception, string function);

    [LoggerMessage(106, LogLevel.Error, "The program's file could not be taken; tried again in a second.")]
    public static partial void ProgramNotTaken(this ILogger logger, Exception exception);
}
