using System.Globalization;
using Loyalty.Functions.Portal.Pages;
using Loyalty.LocalHost.Local;

namespace Loyalty.LocalHost.Mail;

/// <summary>The mail page: what the host would have sent, as a mail program lists and shows it.</summary>
internal static class MailRoutes
{
    private const int LastPage = 1_000_000;

    public static void MapMail(this IEndpointRouteBuilder app, MailReader mail, MailAccess access, StaffOnly staff)
    {
        app.MapGet(MailAccess.Path + "/start/{token}", (HttpContext context, string token) => Start(context, access, token));
        var pages = app.MapGroup(MailAccess.Path).AddEndpointFilter(new MailEntry(access, staff));
        pages.MapGet("", async (string? q, string? page, CancellationToken cancellationToken) =>
            MailPages.List(await mail.ListAsync((q ?? "").Trim(), PageOf(page), cancellationToken)));
        pages.MapGet("{name}", async (string name, string? view, CancellationToken cancellationToken) =>
            await mail.OpenAsync(name, cancellationToken) is { } opened ? MailPages.Message(opened, view) : MailPages.NotFound());
        pages.MapGet("{name}/html", async (string name, CancellationToken cancellationToken) =>
            await mail.OpenAsync(name, cancellationToken) is { Html: { } html }
                ? new MessageAnswer(html)
                : (IResult)MailPages.NotFound());
    }

    private static IResult Start(HttpContext context, MailAccess access, string token)
    {
        if (!access.IsStart(token))
        {
            return MailEntry.Closed(context);
        }

        access.SetCookie(context);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.LocalRedirect(MailAccess.Path);
    }

    private static int PageOf(string? asked) =>
        int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1;
}
