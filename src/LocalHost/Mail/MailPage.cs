using Loyalty.Functions.Portal.Pages;

namespace Loyalty.LocalHost.Mail;

/// <summary>A page of the mail program: no script, nothing from elsewhere, in nobody's frame, and only messages of its own in
/// frames.</summary>
internal sealed record MailPage(int Status, string Title, Html Body) : IResult
{
    private static readonly string Policy = string.Join(
        "; ",
        "default-src 'none'",
        $"style-src {PageStyle.HashOf(MailStyle.Css)}",
        "frame-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'");

    public Task ExecuteAsync(HttpContext httpContext) =>
        PageAnswer.WriteAsync(httpContext, Status, Policy, Whole().ToString());

    private Html Whole() => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Title}</title>
        <style>{MailStyle.Css}</style>
        </head>
        <body>
        {Body}
        </body>
        </html>

        """);
}
