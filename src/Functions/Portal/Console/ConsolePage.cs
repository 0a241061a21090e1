using Loyalty.Functions.Portal.Pages;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal.Console;

/// <summary>A page of the console: scripts and styles of its own, nothing from elsewhere, in nobody's frame, kept nowhere.</summary>
internal sealed record ConsolePage(int Status, Html Body, bool Runs) : IResult
{
    private static readonly string Policy = string.Join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
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
        <meta name="robots" content="noindex, nofollow">
        <title>Loyalty console</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="{ConsoleFiles.Style.Route}">
        {(Runs ? Html.Of($"""<script type="module" src="{ConsoleFiles.Script.Route}"></script>""") : Html.None)}
        </head>
        <body>
        {Body}
        </body>
        </html>

        """);
}
