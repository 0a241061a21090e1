using System.Text.Json;
using Loyalty.Domain.Purchases;
using Loyalty.Domain.Values;
using Loyalty.Wire.Json;
using NodaTime;

namespace Loyalty.Wire.Events;

/// <summary>Purchase events as the data of CloudEvents 1.0, one at a time.</summary>
public static class CloudEventJson
{
    private const string Prefix = "loyalty.";
    private const string Suffix = ".v1";

    // What "id":"…", takes at most.
    private const int LongestId = Identifier.MaxLength + 8;

    private const string TypeRule = "\"loyalty.purchase.v1\", \"loyalty.refund.v1\" or \"loyalty.void.v1\"";

    /// <summary>Structured mode: one JSON object with the attributes and the data. Errors of the data point below
    /// <c>/data</c>, also where it came as <c>data_base64</c>.</summary>
    public static Parsed<PurchaseEvent> Parse(ReadOnlyMemory<byte> utf8, string currency, Instant? receivedAt = null)
    {
        var errors = new JsonErrors();
        using var document = JsonText.Open(utf8, EventJson.MaxBytes, "A CloudEvent", errors);
        var read = document is null ? null : Read(document.RootElement, currency, receivedAt, errors);
        return EventJson.Result(read, errors);
    }

    /// <summary>Binary mode: the attributes in headers, the data as the body. An error of a header has no place in the body, and
    /// points to the whole of it.</summary>
    public static Parsed<PurchaseEvent> Parse(
        CloudEventHeaders headers, ReadOnlyMemory<byte> utf8, string currency, Instant? receivedAt = null)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var errors = new JsonErrors();
        var around = new CloudEventAttributes(Unescaped(headers.Id), Kind(Unescaped(headers.Type)));
        Expect(headers.SpecVersion == "1.0", "ce-specversion", "\"1.0\"");
        Expect(around.Kind is not null, "ce-type", TypeRule);
        Expect(!string.IsNullOrEmpty(headers.Id), "ce-id", "the event's id");
        Expect(!string.IsNullOrEmpty(headers.Source), "ce-source", "where the event comes from");
        using var document = JsonText.Open(utf8, EventJson.MaxBytes, "An event", errors);
        var read = document is null ? null : EventJson.Read(document.RootElement, currency, receivedAt, around, errors);
        if (read is not null && utf8.Length > EventJson.MaxBytes - LongestId && EventJson.Write(read, currency).Length > EventJson.MaxBytes)
        {
            errors.Add($"An event has at most {EventJson.MaxBytes:N0} bytes; with its id from the header this one has more.");
        }

        return EventJson.Result(read, errors);

        void Expect(bool isSo, string header, string expected)
        {
            if (!isSo)
            {
                errors.Add($"Expected in the header {header}: {expected}.");
            }
        }
    }

    private static PurchaseEvent? Read(JsonElement root, string currency, Instant? receivedAt, JsonErrors errors)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"Expected one CloudEvent, an object; found {root.Found()}. Batches are not taken.");
            return null;
        }

        var fields = CloudEventFields.Of(root);
        var around = new CloudEventAttributes(NonEmpty(fields.Id), Kind(fields.Type.Text()));
        Expect(fields.SpecVersion.Text() == "1.0", "specversion", "\"1.0\"");
        Expect(around.Kind is not null, "type", TypeRule);
        Expect(around.Id is not null, "id", "the event's id, text that is not empty");
        Expect(NonEmpty(fields.Source) is not null, "source", "where the event comes from, text that is not empty");
        Expect(
            !fields.DataContentType.IsThere() || IsJson(fields.DataContentType.Text()), "datacontenttype", "\"application/json\"");
        if (fields.Data.IsThere() == fields.DataBase64.IsThere())
        {
            errors.AddAt("data", "Expected a purchase event here, or in data_base64, and not in both.");
            return null;
        }

        if (fields.Data.IsThere())
        {
            using (errors.In("data"))
            {
                return EventJson.Read(fields.Data, currency, receivedAt, around, errors);
            }
        }

        return ReadBase64(fields.DataBase64, currency, receivedAt, around, errors);

        void Expect(bool isSo, string name, string expected)
        {
            if (!isSo)
            {
                errors.AddAt(name, $"Expected {expected}.");
            }
        }
    }

    private static PurchaseEvent? ReadBase64(
        JsonElement element, string currency, Instant? receivedAt, CloudEventAttributes around, JsonErrors errors)
    {
        if (element.Base64() is not { } utf8)
        {
            errors.AddAt("data_base64", "Expected the data as Base64 text.");
            return null;
        }

        using (errors.In("data"))
        {
            using var document = JsonText.Open(utf8, EventJson.MaxBytes, "An event", errors);
            return document is null ? null : EventJson.Read(document.RootElement, currency, receivedAt, around, errors);
        }
    }

    private static string? Kind(string? type) => type switch
    {
        "loyalty.purchase.v1" or "loyalty.refund.v1" or "loyalty.void.v1" => type[Prefix.Length..^Suffix.Length],
        _ => null,
    };

    private static string? NonEmpty(JsonElement element) => element.Text() is { Length: > 0 } text ? text : null;

    private static bool IsJson(string? contentType) =>
        contentType?.Split(';')[0].Trim().ToLowerInvariant() is { } type
        && (type is "application/json" or "text/json" || type.EndsWith("+json", StringComparison.Ordinal));

    // Header values are percent-encoded (the HTTP binding's section 3.1.3.2).
    private static string? Unescaped(string? header) => header is null ? null : Uri.UnescapeDataString(header);
}
