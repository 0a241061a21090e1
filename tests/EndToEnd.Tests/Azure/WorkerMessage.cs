using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Loyalty.EndToEnd.Tests.Azure;

/// <summary>The messages between a Functions host and its worker, as JSON. What they look like only the worker's package knows.</summary>
internal static class WorkerMessage
{
    private static readonly MessageDescriptor Descriptor = (MessageDescriptor)System.Reflection.Assembly
        .Load("Microsoft.Azure.Functions.Worker.Grpc")
        .GetType("Microsoft.Azure.Functions.Worker.Grpc.Messages.StreamingMessage", throwOnError: true)!
        .GetProperty("Descriptor")!
        .GetValue(null)!;

    public static byte[] Write(string content, JsonObject message) =>
        JsonParser.Default.Parse(new JsonObject { [content] = message }.ToJsonString(), Descriptor).ToByteArray();

    /// <summary>What a message is about, and the message.</summary>
    public static (string Content, JsonObject Message) Read(byte[] bytes)
    {
        var message = JsonNode.Parse(JsonFormatter.Default.Format(Descriptor.Parser.ParseFrom(bytes)))!.AsObject();
        var content = message.Single(field => field.Key != "requestId");
        return (content.Key, content.Value!.AsObject());
    }
}
