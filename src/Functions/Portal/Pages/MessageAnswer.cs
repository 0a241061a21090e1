using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal.Pages;

/// <summary>The HTML of a message for a frame: it can do nothing, load nothing and reach nothing of the page around it; its links open
/// in a tab of their own.</summary>
internal sealed record MessageAnswer(string Html) : IResult
{
    public const string Sandbox = "allow-popups allow-popups-to-escape-sandbox";

    private const string Head = "<head>";
    private const string LinksOpenElsewhere = """<base target="_blank">""";

    private static readonly string Policy = string.Join(
        "; ",
        $"sandbox {Sandbox}",
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "base-uri 'none'");

    public Task ExecuteAsync(HttpContext httpContext) =>
        PageAnswer.WriteAsync(httpContext, StatusCodes.Status200OK, Policy, WithTarget());

    // Without a head of its own the message begins with this; a frame bears that.
    private string WithTarget()
    {
        var head = Html.IndexOf(Head, StringComparison.OrdinalIgnoreCase);
        return Html.Insert(head < 0 ? 0 : head + Head.Length, LinksOpenElsewhere);
    }
}
