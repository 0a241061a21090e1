using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Loyalty.Functions.Portal.Limits;
using Loyalty.LocalHost.Data;
using Loyalty.LocalHost.Hosting;

namespace Loyalty.LocalHost.Local;

/// <summary>Lets staff in to the host's own routes.</summary>
internal sealed class StaffOnly(ApiKeys keys) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    private readonly byte[] pos = Hash(keys.Pos);
    private readonly byte[] staff = Hash(keys.Staff);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var header = context.HttpContext.Request.Headers.Authorization.ToString();
        var given = Hash(header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : "");
        if (CryptographicOperations.FixedTimeEquals(given, staff))
        {
            return await next(context);
        }

        if (!CryptographicOperations.FixedTimeEquals(given, pos)
            && context.HttpContext.RequestServices.GetService<RateLimits>()?.Refuses(Caller.Stranger(context.HttpContext.Request)) is { } later)
        {
            context.HttpContext.Response.Headers.RetryAfter = later.ToString(CultureInfo.InvariantCulture);
            await Problem.WriteAsync(context.HttpContext, StatusCodes.Status429TooManyRequests, "These are too many calls without a good key.");
        }
        else if (CryptographicOperations.FixedTimeEquals(given, pos))
        {
            await Problem.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "This takes a staff key.");
        }
        else
        {
            context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            await Problem.WriteAsync(context.HttpContext, StatusCodes.Status401Unauthorized, "This takes a staff key.");
        }

        return Results.Empty;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
