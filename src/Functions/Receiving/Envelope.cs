using Azure.Messaging.ServiceBus;
using Loyalty.Domain.Purchases;
using Loyalty.Wire.Events;
using Loyalty.Wire.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Loyalty.Functions.Receiving;

/// <summary>What an event comes in: nothing, or a CloudEvent around it, in the one mode or the other.</summary>
internal abstract record Envelope
{
    private const string CloudEvent = "application/cloudevents+json";

    private Envelope()
    {
    }

    public static Envelope Of(HttpRequest request)
    {
        return MediaType(request.ContentType) == CloudEvent ? new Structured()
            : request.Headers.ContainsKey("ce-specversion")
                ? new Binary(new(Header("ce-specversion"), Header("ce-type"), Header("ce-id"), Header("ce-source")))
            : new Plain();

        string? Header(string name) => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;
    }

    /// <summary>As the AMQP binding of CloudEvents has it, with either of its prefixes.</summary>
    public static Envelope Of(ServiceBusReceivedMessage message)
    {
        return MediaType(message.ContentType) == CloudEvent ? new Structured()
            : Property("specversion") is { } version ? new Binary(new(version, Property("type"), Property("id"), Property("source")))
            : new Plain();

        string? Property(string name) =>
            (message.ApplicationProperties.TryGetValue($"cloudEvents:{name}", out var value)
                || message.ApplicationProperties.TryGetValue($"cloudEvents_{name}", out value)) ? value as string : null;
    }

    /// <summary>A content type without its parameters, in lower case.</summary>
    public static string? MediaType(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant();

    public Parsed<PurchaseEvent> Parse(ReadOnlyMemory<byte> body, string currency, Instant receivedAt) => this switch
    {
        Structured => CloudEventJson.Parse(body, currency, receivedAt),
        Binary { Headers: var headers } => CloudEventJson.Parse(headers, body, currency, receivedAt),
        _ => EventJson.Parse(body, currency, receivedAt),
    };

    private sealed record Plain : Envelope;

    private sealed record Structured : Envelope;

    private sealed record Binary(CloudEventHeaders Headers) : Envelope;
}
