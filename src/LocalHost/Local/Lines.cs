using System.Text.Json;

namespace Loyalty.LocalHost.Local;

/// <summary>Answers with NDJSON: an object a line.</summary>
internal static class Lines
{
    private static readonly byte[] NewLine = [(byte)'\n'];

    public static async Task WriteAsync<T>(HttpContext context, IEnumerable<T> objects)
    {
        context.Response.ContentType = "application/x-ndjson";
        foreach (var line in objects)
        {
            await JsonSerializer.SerializeAsync(
                context.Response.Body, line, JsonSerializerOptions.Web, context.RequestAborted);
            await context.Response.Body.WriteAsync(NewLine, context.RequestAborted);
        }
    }
}
