using Loyalty.Domain.Outreach;
using Loyalty.Wire.Json;
using Microsoft.Extensions.Logging;

namespace Loyalty.Functions;

/// <summary>Everything that is logged. No personal data: no member, no address, no event.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The store does not answer; {Count} messages are held and then given back")]
    public static partial void StoreUnavailable(this ILogger logger, Exception exception, int count);

    [LoggerMessage(2, LogLevel.Warning, "A message could not be settled and will be delivered again")]
    public static partial void NotSettled(this ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "The store cannot be read and written")]
    public static partial void Unhealthy(this ILogger logger, Exception exception);

    [LoggerMessage(4, LogLevel.Error, "The sweep {Sweep} could not look at a member; it tries again when it runs next")]
    public static partial void LookFailed(this ILogger logger, Exception exception, Sweep sweep);

    [LoggerMessage(5, LogLevel.Error, "A message could not be handed to the provider; whether it was is not known")]
    public static partial void SendingFailed(this ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Error, "A message of the kind {Kind} could not be written")]
    public static partial void WritingFailed(this ILogger logger, Exception exception, MessageKind kind);

    [LoggerMessage(7, LogLevel.Error, "Communication Services takes no message ({Status} {Code}): the access to it, the domain or the program's sender is set up wrongly; what is to be sent waits")]
    public static partial void ProviderSetUpWrongly(this ILogger logger, int status, string? code);

    [LoggerMessage(8, LogLevel.Warning, "Communication Services cannot be reached ({Error}); what is to be sent waits")]
    public static partial void ProviderUnreachable(this ILogger logger, HttpRequestError error);

    [LoggerMessage(9, LogLevel.Warning, "Communication Services did not say whether it took a message ({Status} {Code})")]
    public static partial void ProviderUnclear(this ILogger logger, int status, string? code);

    [LoggerMessage(10, LogLevel.Error, "A member could not be judged by a new version of the program; others were")]
    public static partial void JudgingFailed(this ILogger logger, Exception exception);

    [LoggerMessage(11, LogLevel.Error, "{Method} of {Route} failed")]
    public static partial void CallFailed(this ILogger logger, Exception exception, string method, string route);

    [LoggerMessage(12, LogLevel.Error, "{File} is not published, and the program stays as it is: {Mistake}")]
    public static partial void FileRefused(this ILogger logger, string file, JsonError mistake);

    [LoggerMessage(13, LogLevel.Error, "A merge of two members could not be finished; it is tried again")]
    public static partial void MergeFailed(this ILogger logger, Exception exception);

    [LoggerMessage(14, LogLevel.Error, "A member could not be held to their ledger; others were")]
    public static partial void VerifyingFailed(this ILogger logger, Exception exception);
}
