namespace Loyalty.LocalHost.Hosting;

/// <summary>Refuses bodies that no function takes before any is called. Kestrel's own limit would do so too, but it hangs up
/// while the client still sends, and the client never sees why.</summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    // A little above the 8 MiB that the functions take, so that it is they who say what is too long.
    private const long Bytes = (8 * 1024 * 1024) + (64 * 1024);

    public Task InvokeAsync(HttpContext context) => context.Request.ContentLength is > Bytes
        ? Problem.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, "The body is over 8 MiB.")
        : next(context);
}
