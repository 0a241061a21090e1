using System.Text.Json;
using Loyalty.LocalHost.Clock;
using Loyalty.LocalHost.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.LocalHost.Local;

/// <summary>The clock, and moving it where it is simulated.</summary>
internal static class ClockRoutes
{
    private static readonly JsonDocumentOptions OneOfEachName = new() { AllowDuplicateProperties = false };

    public static void MapClockRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("clock", (IClock clock) => Now(clock.GetCurrentInstant()));
        routes.MapPost("clock", MoveAsync);
    }

    private static async Task MoveAsync(HttpContext context)
    {
        if (context.RequestServices.GetService<ClockMover>() is not { } mover)
        {
            await Problem.WriteAsync(
                context, StatusCodes.Status409Conflict, "The clock is the real one; start with --clock to move it.");
            return;
        }

        if (await ReadAsync(context.Request) is not { } target)
        {
            await Problem.WriteAsync(
                context, StatusCodes.Status400BadRequest, "Expected {\"now\":\"2011-06-01T00:00:00Z\"}, an instant of RFC 3339.");
            return;
        }

        switch (await mover.MoveAsync(target, context.RequestAborted))
        {
            case ClockMove.Done done:
                await Now(done.Now).ExecuteAsync(context);
                break;
            case ClockMove.Earlier earlier:
                var detail = $"The clock is at {InstantPattern.ExtendedIso.Format(earlier.Now)} and does not go back.";
                await Problem.WriteAsync(context, StatusCodes.Status400BadRequest, detail);
                break;
            case ClockMove.QueueNotEmpty(var left):
                await Problem.WriteAsync(
                    context,
                    StatusCodes.Status503ServiceUnavailable,
                    "The queue did not become empty; the clock has not moved.",
                    new Dictionary<string, object> { ["ready"] = left.Ready, ["locked"] = left.Locked });
                break;
            case var move:
                throw new InvalidOperationException($"{move} is no way to end.");
        }
    }

    private static async Task<Instant?> ReadAsync(HttpRequest request)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, OneOfEachName, request.HttpContext.RequestAborted);
            return body.RootElement is { ValueKind: JsonValueKind.Object } given
                && given.TryGetProperty("now", out var now)
                && now.ValueKind == JsonValueKind.String
                && OffsetDateTimePattern.Rfc3339.Parse(now.GetString()!) is { Success: true, Value: var at }
                && at.ToInstant() <= SimulatedClock.Latest
                    ? at.ToInstant()
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A name that is no Unicode text is the one thing that the check for doubles does not bear.
            return null;
        }
    }

    private static JsonHttpResult<ClockNow> Now(Instant now) =>
        TypedResults.Json(new ClockNow(InstantPattern.ExtendedIso.Format(now)), JsonSerializerOptions.Web);

    private sealed record ClockNow(string Now);
}
