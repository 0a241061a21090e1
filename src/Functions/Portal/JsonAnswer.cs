using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Loyalty.Functions.Portal;

/// <summary>An answer that is written as JSON by hand, since Domain's types know no JSON.</summary>
internal sealed class JsonAnswer : IResult
{
    private readonly ReadOnlyMemory<byte> body;
    private readonly int status;

    private JsonAnswer(ReadOnlyMemory<byte> body, int status) => (this.body, this.status) = (body, status);

    public static IResult Of(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return new JsonAnswer(buffer.WrittenMemory, status);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json";
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
