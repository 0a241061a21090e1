using Loyalty.Functions.Portal.Pages;
using Loyalty.LocalHost.Local;
using Microsoft.Net.Http.Headers;

namespace Loyalty.LocalHost.Mail;

/// <summary>Lets in who has the cookie or a staff key; a browser with neither is told where to find the link.</summary>
internal sealed class MailEntry(MailAccess access, StaffOnly staff) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return access.HasCookie(request) ? next(context)
            : IsBrowser(request) ? ValueTask.FromResult<object?>(Closed(context.HttpContext))
            : staff.InvokeAsync(context, next);
    }

    /// <summary>The page for who may not see the others.</summary>
    public static MailPage Closed(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new(StatusCodes.Status401Unauthorized, "Mail", Html.Of($"""
            <p>Open the mail page by the link that the host printed when it started. It sets a cookie for this browser.</p>
            <p>Have you just done so? <a href="{MailAccess.Path}">Then go on to the mail.</a></p>
            """));
    }

    private static bool IsBrowser(HttpRequest request) =>
        request.Headers.Authorization.Count == 0
        && request.Headers[HeaderNames.Accept].ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
