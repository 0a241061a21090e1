using Azure;
using Azure.Identity;

namespace Loyalty.Functions.Storage;

/// <summary>Where Table Storage's failures get their names: what may pass is <see cref="StoreUnavailableException"/>; what is
/// left is an answer or a bug, and stays what it is.</summary>
internal static class AzureTableErrors
{
    public static async Task<T> NameAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (IsUnavailable(exception))
        {
            Telemetry.Outage();
            throw new StoreUnavailableException("Table Storage could not be asked or did not answer: " + exception.Message, exception);
        }
    }

    private static bool IsUnavailable(Exception exception) => exception switch
    {
        // Status 0 is a connection that failed; the others say so themselves.
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        // The time for a try ran out.
        OperationCanceledException or TimeoutException => true,
        // A connection that broke in the middle of an answer.
        IOException => true,
        // No token: the identity's endpoint has outages of its own.
        AuthenticationFailedException => true,
        // Every try failed, each in its own way.
        AggregateException tries => tries.InnerExceptions.All(IsUnavailable),
        _ => false,
    };
}
