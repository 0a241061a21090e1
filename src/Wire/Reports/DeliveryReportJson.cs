using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Loyalty.Domain.Outreach;
using Loyalty.Wire.Json;

namespace Loyalty.Wire.Reports;

/// <summary>Delivery reports as Event Grid brings them: one event or an array of them, in its own schema or as CloudEvents 1.0.
/// </summary>
public static class DeliveryReportJson
{
    /// <summary>The most that Event Grid sends at once.</summary>
    private const int MaxBytes = 1024 * 1024;

    private const int MaxDetails = 300;
    private const string Type = "Microsoft.Communication.EmailDeliveryReportReceived";

    private static readonly string Statuses = string.Join(", ", Enum.GetNames<DeliveryStatus>());

    /// <summary>The reports on operations that could be ours; other events, and other senders' operations, are left out.</summary>
    public static Parsed<ImmutableArray<DeliveryReport>> Parse(ReadOnlyMemory<byte> utf8)
    {
        var errors = new JsonErrors();
        using var document = JsonText.Open(utf8, MaxBytes, "A report", errors);
        var reports = ImmutableArray.CreateBuilder<DeliveryReport>();
        if (document?.RootElement is { ValueKind: JsonValueKind.Array } events)
        {
            for (var i = 0; i < events.GetArrayLength(); i++)
            {
                using (errors.In(i))
                {
                    Read(events[i]);
                }
            }
        }
        else if (document is not null)
        {
            Read(document.RootElement);
        }

        return errors.Any
            ? new Parsed<ImmutableArray<DeliveryReport>>.Bad(errors.ToImmutable())
            : new Parsed<ImmutableArray<DeliveryReport>>.Good(reports.ToImmutable());

        void Read(JsonElement element)
        {
            if (ReadEvent(element, errors) is { } report)
            {
                reports.Add(report);
            }
        }
    }

    private static DeliveryReport? ReadEvent(JsonElement element, JsonErrors errors)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"Expected an event; found {element.Found()}.");
            return null;
        }

        if ((element.Field("eventType").Text() ?? element.Field("type").Text()) != Type)
        {
            return null;
        }

        using (errors.In("data"))
        {
            return ReadData(element.Field("data"), errors);
        }
    }

    private static DeliveryReport? ReadData(JsonElement data, JsonErrors errors)
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"Expected an object; found {data.Found()}.");
            return null;
        }

        var id = data.Field("messageId").Text();
        if (id is null)
        {
            errors.AddAt("messageId", $"Expected the operation's id; found {data.Field("messageId").Found()}.");
        }

        var status = data.Field("status").Text() is { } text && Enum.GetNames<DeliveryStatus>().Contains(text)
            ? Enum.Parse<DeliveryStatus>(text)
            : (DeliveryStatus?)null;
        if (status is null)
        {
            errors.AddAt("status", $"Expected one of {Statuses}; found {data.Field("status").Found()}.");
        }

        var details = data.Field("deliveryStatusDetails") is { ValueKind: JsonValueKind.Object } given
            ? Line(given.Field("statusMessage").Text())
            : null;
        return status is { } known && MessageId.TryParse(id) is { } message
            ? new(message, known, data.Field("recipient").Text(), details)
            : null;
    }

    /// <summary>In one line, as far as staff will read it.</summary>
    private static string? Line(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var line = new StringBuilder();
        foreach (var rune in text.Trim().EnumerateRunes().Take(MaxDetails))
        {
            line.Append(Rune.IsControl(rune) ? new Rune(' ') : rune);
        }

        return line.ToString();
    }
}
