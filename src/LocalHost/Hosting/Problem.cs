using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Loyalty.LocalHost.Hosting;

/// <summary>Errors of the host itself, as RFC 9457 has them.</summary>
internal static class Problem
{
    private const string MediaType = "application/problem+json";

    public static Task WriteAsync(
        HttpContext context, int status, string? detail = null, IReadOnlyDictionary<string, object>? more = null)
    {
        var body = new Dictionary<string, object>
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
        };
        if (detail is not null)
        {
            body["detail"] = detail;
        }

        foreach (var (name, value) in more ?? new Dictionary<string, object>())
        {
            body[name] = value;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = MediaType;
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body), context.RequestAborted).AsTask();
    }
}
