using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal;

/// <summary>An answer that is written as JSON by hand, since Domain's types know no JSON.</summary>
internal static class JsonAnswer
{
    public static IResult Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Results.Bytes(buffer.WrittenMemory, "application/json");
    }
}
