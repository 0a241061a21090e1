using System.Text;
using System.Text.Json;
using Loyalty.LocalHost.Queue;
using NodaTime.Text;

namespace Loyalty.LocalHost.Local;

/// <summary>What is in the queue, for tests and the curious.</summary>
internal static class QueueRoutes
{
    public static void MapQueueRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("queue", (DurableQueue queue) => TypedResults.Json(queue.Stats, JsonSerializerOptions.Web));
        routes.MapGet("deadletters", (HttpContext context, DurableQueue queue) => Lines.WriteAsync(
            context,
            queue.ReadDeadLetters().Select(letter => new
            {
                Body = Encoding.UTF8.GetString(letter.Body.Span),
                letter.Reason,
                letter.Description,
                letter.DeliveryCount,
                At = InstantPattern.ExtendedIso.Format(letter.At),
            })));
    }
}
