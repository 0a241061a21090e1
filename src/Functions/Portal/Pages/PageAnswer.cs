using System.Text;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal.Pages;

/// <summary>Answers with a page that is kept nowhere, found by no search engine, and taken for nothing but HTML; what it leads to does
/// not learn its address.</summary>
internal static class PageAnswer
{
    /// <param name="policy">What the page may load, run and lead to.</param>
    public static async Task WriteAsync(HttpContext context, int status, string policy, string page)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        var bytes = Encoding.UTF8.GetBytes(page);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
