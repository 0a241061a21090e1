using System.Globalization;
using System.Text;
using System.Text.Json;
using Loyalty.LocalHost.Hosting;
using Loyalty.LocalHost.Queue;
using NodaTime.Text;

namespace Loyalty.LocalHost.Local;

/// <summary>What is in the queue, for tests and the curious; and its dead letters, for who mends them.</summary>
internal static class QueueRoutes
{
    public static void MapQueueRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("queue", (DurableQueue queue) => TypedResults.Json(queue.Stats, JsonSerializerOptions.Web));
        routes.MapGet("deadletters", (HttpContext context, DurableQueue queue) => Lines.WriteAsync(
            context,
            queue.ReadDeadLetters().Select(letter => new
            {
                Id = letter.Number,
                Body = Encoding.UTF8.GetString(letter.Body.Span),
                letter.ContentType,
                letter.Reason,
                letter.Description,
                letter.DeliveryCount,
                EnqueuedAt = InstantPattern.ExtendedIso.Format(letter.EnqueuedAt),
                At = InstantPattern.ExtendedIso.Format(letter.At),
            })));
        routes.MapPost("deadletters/{id}/replay", ReplayAsync);
    }

    /// <summary>The body, where there is one, takes the place of the letter's.</summary>
    private static async Task ReplayAsync(HttpContext context, DurableQueue queue, string id)
    {
        using var mended = new MemoryStream();
        await context.Request.Body.CopyToAsync(mended, context.RequestAborted);
        if (mended.Length > QueueLimits.BatchBytes)
        {
            await Problem.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, $"A message may have {QueueLimits.BatchBytes:N0} bytes.");
        }
        else if (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await queue.ReplayAsync(number, mended.Length == 0 ? (ReadOnlyMemory<byte>?)null : mended.ToArray()))
        {
            await context.Response.WriteAsJsonAsync(new { replayed = true }, context.RequestAborted);
        }
        else
        {
            await Problem.WriteAsync(context, StatusCodes.Status404NotFound, "There is no such dead letter, or no longer.");
        }
    }
}
