using System.Collections.Immutable;
using Loyalty.Domain.Purchases;
using Loyalty.Functions.Portal;
using Loyalty.Functions.Programs;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Receiving;

/// <summary>Takes purchases over HTTP: checks them, puts them on the queue, and only then says so.</summary>
public sealed class PostPurchases(Gate gate, PublishedProgram program, PurchaseQueue queue, IClock clock)
{
    // A line of nothing but errors has a hundred times as much to say as it is long. Each bad line's first one is always told.
    private const int MaxListedErrors = 10_000;

    private const string Formats =
        "Send application/json (one event), application/x-ndjson (one a line) or application/cloudevents+json (one event).";

    [Function(nameof(PostPurchases))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/purchases")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Pos, () => Envelope.MediaType(request.ContentType) switch
        {
            "application/x-ndjson" => ReceiveLinesAsync(request, cancellationToken),
            "application/json" or "application/cloudevents+json" => ReceiveOneAsync(request, cancellationToken),
            _ => Task.FromResult(Problems.UnsupportedMediaType(Formats)),
        });

    private async Task<IResult> ReceiveOneAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await Body.ReadAsync(request, EventJson.MaxBytes, cancellationToken) is not { } body)
        {
            return Problems.TooLarge($"An event may have {EventJson.MaxBytes:N0} bytes.");
        }

        var currency = (await program.VersionsAsync(cancellationToken)).Newest.Currency;
        var now = clock.GetCurrentInstant();
        switch (Envelope.Of(request).Parse(body, currency, now))
        {
            case Parsed<PurchaseEvent>.Good { Value: var purchaseEvent }:
                await queue.SendAsync([purchaseEvent], currency, now, cancellationToken);
                Telemetry.Received(1);
                return Results.Json(new { accepted = 1 }, statusCode: StatusCodes.Status202Accepted);
            case Parsed<PurchaseEvent>.Bad { Errors: var errors }:
                Telemetry.Rejected(1);
                return Problems.Invalid(errors);
            default:
                throw new InvalidOperationException("An event is good or bad.");
        }
    }

    private async Task<IResult> ReceiveLinesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await Body.ReadAsync(request, Ndjson.MaxBytes, cancellationToken) is not { } body)
        {
            return Problems.TooLarge($"A body may have {Ndjson.MaxBytes:N0} bytes; send several.");
        }

        if (Ndjson.CountLines(body.Span) > Ndjson.MaxLines)
        {
            return Problems.TooLarge($"A body may have {Ndjson.MaxLines:N0} lines; send several.");
        }

        var currency = (await program.VersionsAsync(cancellationToken)).Newest.Currency;
        var now = clock.GetCurrentInstant();
        var good = new List<PurchaseEvent>();
        var listed = 0;
        var rejected = ImmutableArray.CreateBuilder<RejectedLine>();
        foreach (var line in Ndjson.Lines(body))
        {
            switch (EventJson.Parse(line.Text, currency, now))
            {
                case Parsed<PurchaseEvent>.Good { Value: var purchaseEvent }:
                    good.Add(purchaseEvent);
                    break;
                case Parsed<PurchaseEvent>.Bad { Errors: var errors }:
                    rejected.Add(new(line.Number, Shortened(errors, MaxListedErrors - listed)));
                    listed += rejected[^1].Errors.Length;
                    break;
            }
        }

        Telemetry.Rejected(rejected.Count);
        if (good.Count == 0)
        {
            return Problems.Problem(
                StatusCodes.Status400BadRequest, "No line is a good event.", new() { ["accepted"] = 0, ["rejected"] = rejected });
        }

        await queue.SendAsync(good, currency, now, cancellationToken);
        Telemetry.Received(good.Count);
        return Results.Json(new { accepted = good.Count, rejected }, statusCode: StatusCodes.Status202Accepted);
    }

    private static ImmutableArray<JsonError> Shortened(ImmutableArray<JsonError> errors, int room) =>
        errors.Length <= Math.Max(room, 1)
            ? errors
            : [errors[0], new("", "There are more errors in this line; correct those of the lines before it first.")];

    private sealed record RejectedLine(int Line, ImmutableArray<JsonError> Errors);
}
