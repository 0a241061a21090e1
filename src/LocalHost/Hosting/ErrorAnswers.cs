using Loyalty.Functions.Storage;

namespace Loyalty.LocalHost.Hosting;

/// <summary>Gives every error an answer with a body: what routing and Kestrel refuse in silence, and what a function throws,
/// of which the caller learns nothing but that it happened.</summary>
internal sealed class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> logger)
{
    private const string RetryAfterSeconds = "5";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await Problem.WriteAsync(context, exception.StatusCode, exception.Message);
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has left; there is nobody to answer.
            return;
        }
        catch (StoreUnavailableException) when (!context.Response.HasStarted)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The store cannot be reached right now.");
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            // The pattern, not the path: it may hold a member's number or a link's token.
            var route = context.GetEndpoint()?.DisplayName ?? "a request";
            logger.RequestFailed(exception, context.Request.Method, route);
            await Problem.WriteAsync(context, StatusCodes.Status500InternalServerError);
            return;
        }

        var response = context.Response;
        if (response is { StatusCode: >= 400, HasStarted: false, ContentType: null, ContentLength: null or 0 })
        {
            await Problem.WriteAsync(context, response.StatusCode);
        }
    }
}
