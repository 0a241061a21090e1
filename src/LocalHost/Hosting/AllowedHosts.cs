namespace Loyalty.LocalHost.Hosting;

/// <summary>Refuses requests that name another host: a page in somebody's browser could else reach a loopback address under a
/// name of its own.</summary>
internal sealed class AllowedHosts(RequestDelegate next, IReadOnlyList<string> names)
{
    private readonly HashSet<string> allowed = new(["localhost", "127.0.0.1", "[::1]", .. names], StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context) => allowed.Contains(context.Request.Host.Host)
        ? next(context)
        : Problem.WriteAsync(
            context, StatusCodes.Status400BadRequest, "This host does not go by that name; --host allows another one.");
}
