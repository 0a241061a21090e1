using System.Text;
using System.Text.Json;
using Loyalty.LocalHost.Queue;
using NodaTime.Text;

namespace Loyalty.LocalHost.Local;

/// <summary>What is in the queue, for tests and the curious.</summary>
internal static class QueueRoutes
{
    private static readonly byte[] NewLine = [(byte)'\n'];

    public static void MapQueueRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("queue", (DurableQueue queue) => TypedResults.Json(queue.Stats, JsonSerializerOptions.Web));
        routes.MapGet("deadletters", (HttpContext context, DurableQueue queue) =>
        {
            context.Response.ContentType = "application/x-ndjson";
            return WriteAsync(context, queue);
        });
    }

    private static async Task WriteAsync(HttpContext context, DurableQueue queue)
    {
        foreach (var letter in queue.ReadDeadLetters())
        {
            await JsonSerializer.SerializeAsync(
                context.Response.Body,
                new
                {
                    Body = Encoding.UTF8.GetString(letter.Body.Span),
                    letter.Reason,
                    letter.Description,
                    letter.DeliveryCount,
                    At = InstantPattern.ExtendedIso.Format(letter.At),
                },
                JsonSerializerOptions.Web,
                context.RequestAborted);
            await context.Response.Body.WriteAsync(NewLine, context.RequestAborted);
        }
    }
}
