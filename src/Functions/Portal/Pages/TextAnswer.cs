using System.Text;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal.Pages;

/// <summary>Plain text that is kept nowhere and taken for nothing else.</summary>
internal sealed record TextAnswer(string Text) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.ContentSecurityPolicy = "default-src 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        var bytes = Encoding.UTF8.GetBytes(Text);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
