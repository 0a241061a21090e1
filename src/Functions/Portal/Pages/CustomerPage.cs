using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal.Pages;

/// <summary>A page for a customer: no script, nothing from elsewhere, in nobody's frame, store or search index, and what it leads to
/// does not learn its address.</summary>
/// <param name="Shop">What the shop is called; empty where it is not known.</param>
internal sealed record CustomerPage(int Status, PageTexts Texts, string Shop, string Title, Html Body) : IResult
{
    private static readonly string Policy = string.Join(
        "; ",
        "default-src 'none'",
        $"style-src {PageStyle.Hash}",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'");

    /// <summary>Whether it is a member's card, which has parts of its own.</summary>
    public bool IsCard { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.Headers.ContentLanguage = Texts.Language;
        return PageAnswer.WriteAsync(httpContext, Status, Policy, Whole().ToString());
    }

    private Html Whole() => Html.Of($"""
        <!doctype html>
        <html lang="{Texts.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <title>{(Shop.Length == 0 ? Title : $"{Title} – {Shop}")}</title>
        <style>{PageStyle.Css}</style>
        </head>
        <body>
        {(Shop.Length == 0 ? Html.None : Html.Of($"""<header><p class="shop">{Shop}</p></header>"""))}
        <main{(IsCard ? Html.Of($""" class="card" """) : Html.None)}>
        <h1>{Title}</h1>
        {Body}
        </main>
        </body>
        </html>

        """);
}
