using System.Globalization;
using Azure;
using Azure.Identity;
using Loyalty.Domain.Outreach;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Loyalty.Functions.Sending;

/// <summary>
/// What a failure to hand a message to Communication Services says of the message. What was surely not taken may wait or is over;
/// where that is not sure it may have been taken, and then nothing else must be said: an offer that goes twice is worse than one
/// whose row says "unknown".
/// </summary>
internal static class CommunicationFailures
{
    // Neither a mistake in the set-up nor a service that is away mends itself at once, and whoever waits is looked at each time.
    private static readonly Duration WhenSetUpWrongly = Duration.FromMinutes(15);
    private static readonly Duration WhenUnreachable = Duration.FromMinutes(1);

    // Where the service is busy and does not say how long; its limits are by the minute and the hour.
    private static readonly Duration WhenBusy = Duration.FromMinutes(1);
    private static readonly Duration LongestWait = Duration.FromDays(1);

    // The service's own list of addresses that bounced: it says so for a message all of whose recipients are on it.
    private const string Suppressed = "EmailDroppedAllRecipientsSuppressed";

    // These are refused whoever they go to, until somebody mends the domain or the program's sender.
    private static readonly string[] OfTheSetUp = ["DomainNotLinked", "InvalidSenderUserName"];

    public static Delivery Of(Exception exception, Instant now, ILogger logger)
    {
        switch (exception)
        {
            case RequestFailedException { Status: 0, InnerException: HttpRequestException { HttpRequestError: var error } }
                when error is HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError:
                // There was no connection, so nothing went over it.
                logger.ProviderUnreachable(error);
                return new Delivery.NotNow(now + WhenUnreachable);
            case AuthenticationFailedException:
                logger.ProviderSetUpWrongly(0, "no token");
                return new Delivery.NotNow(now + WhenUnreachable);
            case ArgumentException:
                // The client itself refuses a message that lacks something.
                return new Delivery.Refused("The message is not complete.");
            case RequestFailedException { Status: > 0 } answer:
                return Answered(answer, now, logger);
            default:
                // No answer in time, or a connection that broke once something may have gone over it.
                logger.ProviderUnclear(0, exception.GetType().Name);
                return new Delivery.Unclear();
        }
    }

    private static Delivery Answered(RequestFailedException answer, Instant now, ILogger logger)
    {
        switch (answer.Status)
        {
            case 429:
                return new Delivery.NotNow(now + RetryAfter(answer.GetRawResponse()));
            case >= 400 and < 500 when answer.ErrorCode == Suppressed:
                return new Delivery.AddressSuppressed();
            case 401 or 403 or 404:
            case 400 when OfTheSetUp.Contains(answer.ErrorCode, StringComparer.OrdinalIgnoreCase):
            case >= 300 and < 400:
                logger.ProviderSetUpWrongly(answer.Status, answer.ErrorCode);
                return new Delivery.NotNow(now + WhenSetUpWrongly);
            case 400 or 413:
                return new Delivery.Refused($"{answer.Status} {answer.ErrorCode}".TrimEnd());
            default:
                // A service that failed may have taken it before; one that says "conflict" may know the operation already.
                logger.ProviderUnclear(answer.Status, answer.ErrorCode);
                return new Delivery.Unclear();
        }
    }

    /// <summary>Seconds, or a date (RFC 9110), which is held against the service's own clock where it tells it.</summary>
    private static Duration RetryAfter(Response? response)
    {
        if (response is null || !response.Headers.TryGetValue("Retry-After", out var value))
        {
            return WhenBusy;
        }

        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return Duration.Min(Duration.FromSeconds(Math.Min(seconds, int.MaxValue)), LongestWait);
        }

        return response.Headers.Date is { } date
            && DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
                ? Duration.Max(Duration.Zero, Duration.Min(Duration.FromTimeSpan(until - date), LongestWait))
                : WhenBusy;
    }
}
