#nullable disable
using System.Buffers;
using System.Text.Json;

namespace Azure.Communication.Email;

/// <summary>A message as the service reads it.</summary>
internal static class EmailJson
{
    public static ReadOnlyMemory<byte> Write(EmailMessage message)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            Write(writer, message);
        }

        return body.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, EmailMessage message)
    {
        writer.WriteStartObject();
        if (message.Headers.Count > 0)
        {
            writer.WriteStartObject("headers");
            foreach (var (name, value) in message.Headers)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteString("senderAddress", message.SenderAddress);
        writer.WriteStartObject("content");
        writer.WriteString("subject", message.Content.Subject);
        WriteOptional(writer, "plainText", message.Content.PlainText);
        WriteOptional(writer, "html", message.Content.Html);
        writer.WriteEndObject();
        writer.WriteStartObject("recipients");
        writer.WriteStartArray("to");
        foreach (var to in message.Recipients.To)
        {
            writer.WriteStartObject();
            writer.WriteString("address", to.Address);
            WriteOptional(writer, "displayName", to.DisplayName);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        if (message.UserEngagementTrackingDisabled is { } disabled)
        {
            writer.WriteBoolean("userEngagementTrackingDisabled", disabled);
        }

        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
